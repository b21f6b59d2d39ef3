package io.drover.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.ground.Await;
import io.drover.ground.Component;
import io.drover.ground.ControlPlane;
import io.drover.ground.ControlPlaneExtension;
import io.drover.ground.SimulatedCloudProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The API server or the provider is away: nothing is done, it is said, and it goes on after. */
@ExtendWith(ControlPlaneExtension.class)
class OutageIT {
  private static final Duration OUTAGE = Duration.ofSeconds(60);
  private static final Duration NOTICED = Duration.ofSeconds(15);
  private static final Duration LONG = Duration.ofMinutes(2);

  @Test
  void doesNothingWhileTheApiServerIsAwayAndGoesOnAfterwards(ControlPlane plane) {
    Cluster cluster = Cluster.prepared(plane);
    try (SimulatedCloudProcess cloud = SimulatedCloudProcess.start(plane.kubeconfig());
        DroverUnderTest drover = DroverUnderTest.start(Setup.of(plane.kubeconfig(), cloud))) {
      drover.awaitReady("prod");
      CloudWitness witness = new CloudWitness(cloud);

      plane.freeze(Component.API_SERVER);
      awaitUnready(drover);
      stayQuiet(drover, witness, 0);
      plane.thaw(Component.API_SERVER);
      drover.awaitReady("prod");
      cluster.deploy("web", 2, "500m", "512Mi");
      Await.until(LONG, "pods to run after the freeze", () -> cluster.running("web") == 2);

      plane.kill(Component.API_SERVER);
      awaitUnready(drover);
      stayQuiet(drover, witness, 1);
      plane.restart(Component.API_SERVER);
      drover.awaitReady("prod");
      cluster.scale("web", 6);
      Await.until(LONG, "pods to run after the restart", () -> cluster.running("web") == 6);
      assertThat(drover.process().log()).doesNotContain("Exception");
    }
  }

  private static void awaitUnready(DroverUnderTest drover) {
    Await.until(NOTICED, "503 from /readyz/prod", () -> drover.status("/readyz/prod") == 503);
    assertThat(drover.body("/readyz/prod")).contains("VIEW_STALE");
    assertThat(drover.status("/healthz")).isEqualTo(200);
  }

  /** For the whole outage nothing is asked of the cloud but lists, and it stays unready. */
  private static void stayQuiet(DroverUnderTest drover, CloudWitness witness, int machines) {
    Instant end = Instant.now().plus(OUTAGE);
    long made = witness.everMade();
    Await.until(
        OUTAGE.plusSeconds(10),
        "the outage to last",
        () -> {
          assertThat(drover.status("/readyz/prod")).isEqualTo(503);
          assertThat(witness.everMade()).isEqualTo(made);
          assertThat(witness.machines()).hasSize(machines);
          return Instant.now().isAfter(end);
        });
  }

  @Test
  void namesWhatTheProviderLacks(ControlPlane plane) {
    Cluster cluster = Cluster.prepared(plane);
    try (SimulatedCloudProcess cloud = SimulatedCloudProcess.start(plane.kubeconfig());
        DroverUnderTest drover = DroverUnderTest.start(Setup.of(plane.kubeconfig(), cloud))) {
      drover.awaitReady("prod");
      CloudWitness witness = new CloudWitness(cloud);
      fails(cluster, drover, witness, "NO_CAPACITY", "NO_CAPACITY");
      fails(cluster, drover, witness, "RATE_LIMITED", "RATE_LIMITED");
      fails(cluster, drover, witness, "PROVIDER_UNREACHABLE", "NO_ANSWER");
    }
  }

  private static void fails(
      Cluster cluster, DroverUnderTest drover, CloudWitness witness, String reason, String fault) {
    long before = witness.everMade();
    witness.faults(
        "[{\"match\": {\"operation\": \"create\"}, \"fault\": \"%s\", \"times\": 0}]"
            .formatted(fault));
    String app = "web-" + fault.toLowerCase(Locale.ROOT).replace('_', '-');
    cluster.deploy(app, 3, "500m", "512Mi");
    drover.awaitJournal(Duration.ofSeconds(60), "provider-failure", reason);
    Await.until(
        Duration.ofSeconds(60),
        reason + " in the group's status",
        () ->
            cluster
                .plane()
                .kubectl("get", "nodegroup", "general", "-o", "yaml")
                .contains("reason: " + reason));
    Await.until(
        Duration.ofSeconds(60),
        reason + " as an event",
        () ->
            cluster
                .lines("get", "events", "-A", "-o", "custom-columns=R:.reason")
                .contains(reason));
    assertThat(
            drover.metric(
                "drover_journal_lines_total{cluster=\"prod\",group=\"general\",kind=\"provider-failure\",reason=\""
                    + reason))
        .isPositive();
    assertThat(witness.everMade()).isEqualTo(before);

    witness.faults("[]");
    Await.until(Duration.ofMinutes(3), app + " to run afterwards", () -> cluster.running(app) == 3);
  }
}
