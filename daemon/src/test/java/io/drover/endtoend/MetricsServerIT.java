package io.drover.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.drover.ground.Await;
import io.drover.ground.ControlPlane;
import io.drover.ground.ControlPlaneExtension;
import io.drover.ground.Manifests;
import io.drover.ground.MetricsApiDouble;
import io.drover.ground.MetricsApiDouble.Mood;
import io.drover.ground.SimulatedCloudProcess;
import io.drover.rules.facts.UtilizationFact;
import io.drover.verticles.cluster.kubernetes.UsageFailure;
import io.fabric8.kubernetes.api.model.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Utilisation from {@code metrics.k8s.io}, through the aggregation layer of a real API server. */
@ExtendWith(ControlPlaneExtension.class)
class MetricsServerIT {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final String SOURCE =
      "drover_utilization_source{cluster=\"prod\",source=\"metrics.k8s.io\"}";

  /** Longer than the group's unneeded time and a few looks. */
  private static final Duration UNNEEDED = Setup.UNNEEDED.plusSeconds(15);

  private final ControlPlane plane;

  MetricsServerIT(ControlPlane plane) {
    this.plane = plane;
  }

  @Test
  void isReadPageAfterPageAsSharesOfWhatTheNodesHave() {
    withNodes(
        (api, cluster) -> {
          api.set("busy", "3900m", "15Gi");
          api.set("idle", "200000001n", "1Gi");
          api.set("unheard-of", "1", "1Gi");
          api.set("unreadable", "", "1Gi");
          api.paged(1);
          Instant now = Instant.now();

          List<UtilizationFact> samples = cluster.result(cluster.adapter()::usage);

          assertThat(samples)
              .extracting(sample -> sample.node().value())
              .containsExactly("busy", "idle");
          assertThat(samples.getFirst().cpu()).isCloseTo(0.975, within(1e-9));
          assertThat(samples.getFirst().memory()).isCloseTo(0.9375, within(1e-9));
          assertThat(samples.getLast().cpu()).isCloseTo(0.05, within(0.001));
          assertThat(samples)
              .allSatisfy(
                  sample ->
                      assertThat(sample.sampledAt())
                          .isBetween(now.minusSeconds(12), now.minusSeconds(9)));
        });
  }

  @Test
  void saysWhyNothingIsKnownAndDoesNotWaitForEver() {
    withNodes(
        (api, cluster) -> {
          api.set("busy", "3900m", "15Gi");
          api.be(Mood.UNAVAILABLE);
          assertThat(failure(cluster))
              .hasMessage("metrics.k8s.io: no node has been scraped yet")
              .extracting(UsageFailure::kind)
              .isEqualTo(UsageFailure.Kind.UNREACHABLE);

          api.be(Mood.GARBLED);
          assertThat(failure(cluster).kind()).isEqualTo(UsageFailure.Kind.UNREACHABLE);

          api.be(Mood.SILENT);
          Instant asked = Instant.now();
          assertThat(failure(cluster).kind()).isEqualTo(UsageFailure.Kind.UNREACHABLE);
          assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(11));

          api.close();
          Await.until(
              LONG,
              "the API to be gone",
              () -> failure(cluster).kind() == UsageFailure.Kind.NOT_SERVED);
          assertThat(failure(cluster)).hasMessageContaining("is not served here");
        });
  }

  @Test
  void keepsNodesWhoseUsageIsNotKnownAnyMoreAndSaysSoUntilItIsKnownAgain() {
    Cluster cluster = Cluster.prepared(plane);
    try (MetricsApiDouble api = MetricsApiDouble.before(plane);
        SimulatedCloudProcess cloud = SimulatedCloudProcess.start(plane.kubeconfig());
        DroverUnderTest drover =
            DroverUnderTest.start(measured(Setup.of(plane.kubeconfig(), cloud)))) {
      drover.awaitReady("prod");
      assertThat(drover.body("/readyz/prod")).contains("METRICS_STALE", "there has been no sample");
      List<String> nodes = twoHalfEmptyNodes(cluster);
      nodes.forEach(node -> api.set(node, "1900m", "100Mi"));
      drover.awaitMetric("drover_utilization_samples{cluster=\"prod\"}", 2);
      assertThat(drover.metric(SOURCE)).isEqualTo(1);
      assertThat(drover.body("/readyz/prod")).contains("utilisation from metrics.k8s.io");

      api.be(Mood.UNAVAILABLE);
      cluster.remove("big");
      drover.awaitMetric("drover_utilization_working{cluster=\"prod\"}", 0);
      stays(cluster, UNNEEDED);
      assertThat(drover.says("status"))
          .containsPattern(
              "METRICS_UNREACHABLE: metrics.k8s.io: no node has been scraped yet; the newest sample"
                  + " is [0-9]+ s old");
      assertThat(drover.metric(SOURCE)).isZero();
      drover.await(
          LONG,
          "the nodes to stay for USAGE_UNKNOWN",
          () ->
              nodes.stream()
                  .anyMatch(
                      node -> drover.says("explain", "node", node).contains("USAGE_UNKNOWN")));

      api.aged(Duration.ofMinutes(10));
      api.be(Mood.WELL);
      drover.await(
          LONG,
          "old samples to be told",
          () -> drover.body("/readyz/prod").contains("METRICS_STALE: metrics.k8s.io: 2 samples"));
      assertThat(cluster.nodes()).hasSize(2);

      nodes.forEach(node -> api.set(node, "50m", "100Mi"));
      api.aged(Duration.ZERO);
      drover.await(LONG, "one node to go", () -> cluster.nodes().size() == 1);
      Await.until(LONG, "both pods to run", () -> cluster.running("web") == 2);
    }
  }

  private interface Look {
    void at(MetricsApiDouble api, ConnectedCluster cluster);
  }

  private void withNodes(Look look) {
    var unused = Cluster.prepared(plane);
    List<Node> nodes =
        List.of("busy", "idle", "silent", "unreadable").stream()
            .map(name -> plane.client().resource(Manifests.node(name)).create())
            .toList();
    try (MetricsApiDouble api = MetricsApiDouble.before(plane);
        ConnectedCluster cluster = ConnectedCluster.to(plane.kubeconfig())) {
      cluster.open();
      look.at(api, cluster);
    } finally {
      nodes.forEach(node -> plane.client().resource(node).delete());
    }
  }

  private static UsageFailure failure(ConnectedCluster cluster) {
    return catchThrowableOfType(UsageFailure.class, () -> cluster.result(cluster.adapter()::usage));
  }

  /** Each with a small pod, and a big one that is to go. */
  private static List<String> twoHalfEmptyNodes(Cluster cluster) {
    cluster.deploy("big", 2, "1200m", "64Mi");
    Await.until(LONG, "two nodes", () -> cluster.running("big") == 2);
    cluster.deploy("web", 2, "200m", "64Mi");
    Await.until(LONG, "two more pods", () -> cluster.running("web") == 2);
    assertThat(cluster.pods("web"))
        .extracting(pod -> pod.getSpec().getNodeName())
        .doesNotHaveDuplicates();
    return cluster.nodes().stream().map(node -> node.getMetadata().getName()).toList();
  }

  private static void stays(Cluster cluster, Duration howLong) {
    Instant end = Instant.now().plus(howLong);
    Await.until(
        howLong.multipliedBy(2),
        "both nodes to stay",
        () -> {
          assertThat(cluster.nodes()).hasSize(2);
          return Instant.now().isAfter(end);
        });
  }

  private static String measured(String yaml) {
    return Setup.changed(
        yaml, "  prod: {", "  prod: {metrics: {metricsApi: {interval: 1s, maxAge: 15s}}, ");
  }
}
