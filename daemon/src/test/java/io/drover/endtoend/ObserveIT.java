package io.drover.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.ground.Await;
import io.drover.ground.ControlPlane;
import io.drover.ground.ControlPlaneExtension;
import io.drover.ground.RecordedRequest;
import io.drover.ground.RecordingProxy;
import io.drover.ground.SimulatedCloudProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an operator starts with: it decides and explains, and does nothing. */
@ExtendWith(ControlPlaneExtension.class)
class ObserveIT {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration LATER = Duration.ofSeconds(12);

  @Test
  void onlyTellsWhatItWouldDoWhenStartedWithObserve(ControlPlane plane) {
    Cluster cluster = Cluster.prepared(plane);
    List<String> before = cluster.records();
    plane.apply(
        """
        apiVersion: drover.dev/v1alpha1
        kind: NodeGroup
        metadata: {name: by-hand}
        spec: {provider: cloud, min: 0, max: 5, instanceTypes: [small], zones: [zone-a]}
        """);
    try (SimulatedCloudProcess cloud = SimulatedCloudProcess.start(plane.kubeconfig());
        RecordingProxy proxy = RecordingProxy.before(plane);
        DroverUnderTest drover =
            DroverUnderTest.start(bare(proxy.kubeconfig(plane.adminToken()), cloud), "--observe")) {
      drover.awaitReady("prod");
      cluster.deploy("watched", 3, "500m", "512Mi");

      drover.awaitJournal(LONG, "observed", "PODS_UNSCHEDULABLE");
      awaitAnotherLook(drover);
      assertNothingDone(drover, cluster, new CloudWitness(cloud), before);
      // Not even its own objects: only the claim, which is also the heartbeat.
      assertThat(proxy.requests(RecordedRequest::changesSomething))
          .isNotEmpty()
          .allMatch(request -> request.path().contains("/leases"));
      assertThat(drover.process().stop()).isEqualTo(143);
    } finally {
      cluster.remove("watched");
      cluster.lines("delete", "nodegroup", "by-hand");
    }
  }

  @Test
  void seesTheGroupsOfTheConfigurationWithoutWritingThem(ControlPlane plane) {
    Cluster cluster = Cluster.prepared(plane);
    List<String> before = cluster.records();
    cluster.forgetGroups();
    plane.apply(
        """
        apiVersion: drover.dev/v1alpha1
        kind: NodeGroup
        metadata: {name: other}
        spec: {provider: cloud, min: 0, max: 0, instanceTypes: [small], zones: [zone-a]}
        """);
    try (SimulatedCloudProcess cloud = SimulatedCloudProcess.start(plane.kubeconfig());
        RecordingProxy proxy = RecordingProxy.before(plane);
        DroverUnderTest drover =
            DroverUnderTest.start(
                twoGroups(proxy.kubeconfig(plane.adminToken()), cloud), "--observe")) {
      drover.awaitReady("prod");
      cluster.deploy("watched", 3, "500m", "512Mi");

      drover.awaitJournal(LONG, "observed", "PODS_UNSCHEDULABLE");

      awaitAnotherLook(drover);
      assertNothingDone(drover, cluster, new CloudWitness(cloud), before);
      assertThat(drover.journal())
          .filteredOn(line -> line.path("kind").asText().equals("observed"))
          .allMatch(line -> line.path("ids").path("group").asText().equals("general"));
      assertThat(cluster.lines("get", "nodegroups", "-o", "name"))
          .containsExactly("nodegroup.drover.dev/other");
      assertThat(drover.process().log())
          .containsOnlyOnce("node group differs from the configuration");
      assertThat(proxy.requests(RecordedRequest::changesSomething))
          .isNotEmpty()
          .allMatch(request -> request.path().contains("/leases"));
    } finally {
      cluster.remove("watched");
      cluster.lines("delete", "nodegroup", "other");
    }
  }

  @Test
  void startsToActWhenTheGroupsModeIsReloaded(ControlPlane plane) {
    Cluster cluster = Cluster.prepared(plane);
    List<String> before = cluster.records();
    try (SimulatedCloudProcess cloud = SimulatedCloudProcess.start(plane.kubeconfig());
        RecordingProxy proxy = RecordingProxy.before(plane)) {
      String acting = Setup.of(proxy.kubeconfig(plane.adminToken()), cloud);
      String observing = Setup.changed(acting, "max: 40", "max: 40\n    mode: Observe");
      try (DroverUnderTest drover = DroverUnderTest.start(observing)) {
        drover.awaitReady("prod");
        cluster.deploy("web", 3, "500m", "512Mi");
        drover.awaitJournal(LONG, "observed", "PODS_UNSCHEDULABLE");
        awaitAnotherLook(drover);
        CloudWitness witness = new CloudWitness(cloud);
        assertNothingDone(drover, cluster, witness, before);
        assertThat(cluster.lines("get", "ng", "general").getLast()).contains("Observe");

        drover.configure(acting);
        drover.process().reload();
        Await.until(LONG, "the pods to run", () -> cluster.running("web") == 3);
        assertThat(witness.everMade()).isEqualTo(1);
        assertThat(cluster.lines("get", "mn").getFirst())
            .contains("GROUP", "TYPE", "ZONE", "NODE", "PHASE", "AGE");
        assertThat(cluster.lines("get", "mn").getLast())
            .contains("general", "small", "zone-a", "Ready");

        drover.configure(observing);
        drover.process().reload();
        cluster.remove("web");
        Await.until(LONG, "the removal to be told", () -> toldRemoval(drover));
        awaitAnotherLook(drover);
        assertThat(witness.log())
            .noneMatch(line -> line.path("operation").asText().equals("delete"));
        assertThat(cluster.nodes())
            .filteredOn(node -> node.getMetadata().getLabels().containsKey("drover.dev/node-group"))
            .isNotEmpty()
            .allMatch(node -> node.getSpec().getTaints().isEmpty());
        // Takes the node again, which would be room for the other test's pods.
        cluster.deploy("web", 3, "500m", "512Mi");
        Await.until(LONG, "the pods to run again", () -> cluster.running("web") == 3);
      }
    }
  }

  private static boolean toldRemoval(DroverUnderTest drover) {
    return drover.journal().stream()
        .anyMatch(
            line ->
                line.path("kind").asText().equals("observed")
                    && line.path("text").asText().startsWith("remove "));
  }

  /** Twice the interval at which planning looks anew though nothing changed. */
  private static void awaitAnotherLook(DroverUnderTest drover) {
    Instant end = Instant.now().plus(LATER);
    Await.until(
        LATER.multipliedBy(2),
        "another look",
        () -> drover.status("/readyz/prod") == 200 && Instant.now().isAfter(end));
  }

  private static void assertNothingDone(
      DroverUnderTest drover, Cluster cluster, CloudWitness witness, List<String> before) {
    assertThat(witness.everMade()).isZero();
    assertThat(witness.log()).noneMatch(line -> line.path("operation").asText().equals("create"));
    assertThat(cluster.records()).isEqualTo(before);
    assertThat(drover.journal())
        .extracting(line -> line.path("kind").asText())
        .doesNotContainAnyElementsOf(List.of("approved", "intent", "phase"));
  }

  /** The cluster has one of them already, and says something else of it. */
  private static String twoGroups(Path kubeconfig, SimulatedCloudProcess cloud) {
    return Setup.changed(
        Setup.of(kubeconfig, cloud),
        "nodeGroups:",
        "nodeGroups:\n  other: {cluster: prod, provider: cloud, max: 5, instanceTypes: [small]}");
  }

  private static String bare(Path kubeconfig, SimulatedCloudProcess cloud) {
    return """
    clusters:
      prod: {kubeconfig: %1$s}
    providers:
      cloud: {kind: simulated, endpoint: "%2$s", rateLimit: 100, listSettles: 1s}
    timings: {planInterval: 5s}
    """
        .formatted(kubeconfig, cloud.url());
  }
}
