package io.drover.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.ground.Await;
import io.drover.ground.ControlPlane;
import io.drover.ground.ControlPlaneExtension;
import io.drover.ground.DaemonProcess;
import io.drover.ground.Manifests;
import io.drover.ground.PrometheusProcess;
import io.drover.ground.SimulatedCloudProcess;
import io.drover.ground.TestExporter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The daemon with a real Prometheus beside each cluster. */
@ExtendWith(ControlPlaneExtension.class)
class MetricsIT {
  private static final Duration LONG = Duration.ofMinutes(2);

  /** Longer than the group's unneeded time and a few looks. */
  private static final Duration UNNEEDED = Setup.UNNEEDED.plusSeconds(15);

  @Test
  void keepsABusyNodeAndSaysWhenUsageIsNotKnownAnyMore(ControlPlane plane) {
    Cluster cluster = Cluster.prepared(plane);
    try (TestExporter exporter = TestExporter.start();
        PrometheusProcess prometheus = PrometheusProcess.start(exporter.target());
        SimulatedCloudProcess cloud = SimulatedCloudProcess.start(plane.kubeconfig());
        DroverUnderTest drover =
            DroverUnderTest.start(measured(Setup.of(plane.kubeconfig(), cloud), prometheus))) {
      drover.awaitReady("prod");
      assertThat(drover.body("/readyz/prod")).contains("METRICS_STALE", "there has been no sample");
      cluster.deploy("web", 1, "500m", "512Mi");
      Await.until(LONG, "the pod to run", () -> cluster.running("web") == 1);
      String node = cluster.nodes().getFirst().getMetadata().getName();
      exporter.set(usage(node));
      drover.awaitMetric("drover_utilization_samples{cluster=\"prod\"}", 1);
      String used = "drover_node_utilization_ratio{cluster=\"prod\",group=\"general\",node=\"%s\",";
      drover.awaitMetric(used.formatted(node) + "resource=\"cpu\"}", 0.95);
      drover.awaitMetric(used.formatted(node) + "resource=\"memory\"}", 0.9);
      assertThat(drover.metric("drover_utilization_working{cluster=\"prod\"}")).isEqualTo(1);
      assertThat(drover.body("/readyz/prod")).doesNotContain("METRICS_");

      cluster.scale("web", 0);
      prometheus.process().kill9();

      drover.awaitMetric("drover_utilization_working{cluster=\"prod\"}", 0);
      stays(cluster, UNNEEDED);
      assertThat(drover.status("/readyz/prod")).isEqualTo(200);
      assertThat(status(drover))
          .containsPattern(
              "METRICS_UNREACHABLE: Prometheus: .*; the newest sample is [0-9]+ s old");
    }
  }

  @Test
  void sharesNoSamplesBetweenNodesOfOneNameInTwoClusters(ControlPlane one) {
    var unused = Cluster.prepared(one);
    try (ControlPlane two = ControlPlane.start();
        TestExporter exporter = TestExporter.start();
        TestExporter silent = TestExporter.start();
        PrometheusProcess first = PrometheusProcess.start(exporter.target());
        PrometheusProcess second = PrometheusProcess.start(silent.target())) {
      unused = Cluster.prepared(two);
      for (ControlPlane plane : List.of(one, two)) {
        plane.client().resource(Manifests.node("same")).create();
      }
      exporter.set(usage("same"));
      try (DroverUnderTest drover = DroverUnderTest.start(both(one, first, two, second))) {
        drover.awaitReady("one").awaitReady("two");

        drover.awaitMetric("drover_utilization_samples{cluster=\"one\"}", 1);

        assertThat(drover.metric("drover_utilization_samples{cluster=\"two\"}")).isZero();
        assertThat(drover.body("/readyz/one")).doesNotContain("METRICS_");
        assertThat(drover.body("/readyz/two")).contains("METRICS_STALE");
      }
    }
  }

  private static void stays(Cluster cluster, Duration howLong) {
    Instant end = Instant.now().plus(howLong);
    Await.until(
        howLong.multipliedBy(2),
        "the busy node to stay",
        () -> {
          assertThat(cluster.nodes()).hasSize(1);
          return Instant.now().isAfter(end);
        });
  }

  private static String status(DroverUnderTest drover) {
    try (DaemonProcess status =
        DaemonProcess.start(List.of("status", "--socket", drover.socket().toString()))) {
      assertThat(status.awaitEnd(LONG)).isZero();
      return status.log();
    }
  }

  /** What an exporter says of a busy node. */
  private static String usage(String node) {
    return """
    node_uname_info{nodename="%s"} 1
    busy_cpu{nodename="%s"} 0.95
    used_memory{nodename="%s"} 0.9
    """
        .formatted(node, node, node);
  }

  private static String measured(String yaml, PrometheusProcess prometheus) {
    return Setup.changed(yaml, "  prod: {", "  prod: {metrics: " + metrics(prometheus) + ", ");
  }

  private static String metrics(PrometheusProcess prometheus) {
    return """
    {prometheus: {url: "%s", cpuQuery: busy_cpu, memoryQuery: used_memory, \
    ageQuery: timestamp(busy_cpu), interval: 2s, maxAge: 5m}}"""
        .formatted(prometheus.url());
  }

  private static String both(
      ControlPlane one, PrometheusProcess first, ControlPlane two, PrometheusProcess second) {
    return """
    clusters:
      one: {kubeconfig: %s, metrics: %s}
      two: {kubeconfig: %s, metrics: %s}
    """
        .formatted(one.kubeconfig(), metrics(first), two.kubeconfig(), metrics(second));
  }
}
