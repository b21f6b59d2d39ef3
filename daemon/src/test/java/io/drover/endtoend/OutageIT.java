package io.drover.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.ground.Await;
import io.drover.ground.Component;
import io.drover.ground.ControlPlane;
import io.drover.ground.ControlPlaneExtension;
import io.drover.ground.SimulatedCloudProcess;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The API server is away: nothing is done, it is said, and it goes on after. */
@ExtendWith(ControlPlaneExtension.class)
class OutageIT {
  private static final Duration FREEZE = Duration.ofSeconds(60);
  private static final Duration ABSENCE = Duration.ofSeconds(20);
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
      stayQuiet(drover, witness, 0, FREEZE);
      plane.thaw(Component.API_SERVER);
      drover.awaitReady("prod");
      cluster.deploy("web", 2, "500m", "512Mi");
      drover.await(LONG, "pods to run after the freeze", () -> cluster.running("web") == 2);

      plane.kill(Component.API_SERVER);
      awaitUnready(drover);
      stayQuiet(drover, witness, 1, ABSENCE);
      plane.restart(Component.API_SERVER);
      drover.awaitReady("prod");
      cluster.scale("web", 6);
      drover.await(LONG, "pods to run after the restart", () -> cluster.running("web") == 6);
      assertThat(drover.process().log()).doesNotContain("Exception");
    }
  }

  private static void awaitUnready(DroverUnderTest drover) {
    Await.until(NOTICED, "503 from /readyz/prod", () -> drover.status("/readyz/prod") == 503);
    assertThat(drover.body("/readyz/prod")).contains("VIEW_STALE");
    assertThat(drover.status("/healthz")).isEqualTo(200);
  }

  /** For the whole outage nothing is asked of the cloud but lists, and it stays unready. */
  private static void stayQuiet(
      DroverUnderTest drover, CloudWitness witness, int machines, Duration outage) {
    long made = witness.everMade();
    Await.always(
        outage,
        "neither readiness nor a change in the cloud",
        () ->
            drover.status("/readyz/prod") == 503
                && witness.everMade() == made
                && witness.machines().size() == machines);
  }
}
