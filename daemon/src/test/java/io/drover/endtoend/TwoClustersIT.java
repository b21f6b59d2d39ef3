package io.drover.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.ground.Await;
import io.drover.ground.Component;
import io.drover.ground.ControlPlane;
import io.drover.ground.ControlPlaneExtension;
import io.drover.ground.SimulatedCloudProcess;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two clusters in one daemon: what befalls one is no matter to the other. */
@ExtendWith(ControlPlaneExtension.class)
class TwoClustersIT {
  private static final Duration NOTICED = Duration.ofSeconds(15);

  /** Batch window, boot of the machine and kwok's delays, on a machine that is busy. */
  private static final Duration NORMAL = Duration.ofSeconds(30);

  private static final Duration LONG = Duration.ofMinutes(2);

  @Test
  void servesOneWhileTheOtherIsFrozen(ControlPlane one) {
    Cluster first = Cluster.prepared(one);
    try (ControlPlane two = ControlPlane.start();
        SimulatedCloudProcess cloudOne = SimulatedCloudProcess.start(one.kubeconfig());
        SimulatedCloudProcess cloudTwo = SimulatedCloudProcess.start(two.kubeconfig())) {
      Cluster second = Cluster.prepared(two);
      String parts = both(one.kubeconfig(), cloudOne, two.kubeconfig(), cloudTwo);
      try (DroverUnderTest drover = DroverUnderTest.start(parts)) {
        drover.awaitReady("one").awaitReady("two");

        one.freeze(Component.API_SERVER);
        Await.until(NOTICED, "503 from /readyz/one", () -> drover.status("/readyz/one") == 503);
        assertThat(drover.body("/readyz/one")).contains("VIEW_STALE");
        second.deploy("web", 3, "500m", "512Mi");
        Await.until(
            NORMAL,
            "the other cluster's pods to run",
            () -> {
              assertThat(drover.status("/readyz/two")).isEqualTo(200);
              assertThat(drover.status("/readyz")).isEqualTo(200);
              return second.running("web") == 3;
            });
        assertThat(drover.status("/readyz/one")).isEqualTo(503);
        assertThat(new CloudWitness(cloudOne).everMade()).isZero();
        assertThat(new CloudWitness(cloudTwo).everMade()).isEqualTo(1);

        one.thaw(Component.API_SERVER);
        drover.awaitReady("one");
        first.deploy("web", 1, "500m", "512Mi");
        Await.until(LONG, "the thawed cluster's pod", () -> first.running("web") == 1);
        assertThat(new CloudWitness(cloudOne).everMade()).isEqualTo(1);
        assertThat(new CloudWitness(cloudTwo).everMade()).isEqualTo(1);
      }
    }
  }

  private static String both(
      Path one, SimulatedCloudProcess cloudOne, Path two, SimulatedCloudProcess cloudTwo) {
    return """
    clusters:
      one: {kubeconfig: %1$s}
      two: {kubeconfig: %2$s}
    providers:
      cloud-one: {kind: simulated, endpoint: "%3$s", rateLimit: 100, listSettles: 1s}
      cloud-two: {kind: simulated, endpoint: "%4$s", rateLimit: 100, listSettles: 1s}
    nodeGroups:
      first: {cluster: one, provider: cloud-one, max: 5, instanceTypes: [small], zones: [zone-a]}
      second: {cluster: two, provider: cloud-two, max: 5, instanceTypes: [small], zones: [zone-a]}
    """
        .formatted(one, two, cloudOne.url(), cloudTwo.url());
  }
}
