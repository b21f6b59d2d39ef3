package io.drover.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.ground.Await;
import io.drover.ground.ControlPlane;
import io.drover.ground.ControlPlaneExtension;
import io.drover.ground.SimulatedCloudProcess;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** F9: nodes that are bought and removed in turn stay, once three swings have been seen. */
@Tag("full")
@ExtendWith(ControlPlaneExtension.class)
class SwingsIT {
  private static final Duration LONG = Duration.ofMinutes(3);
  private static final int SWINGS = 3;

  @Test
  void keepsTheNodesOfAGroupThatBuysAgainWhatItHasJustTakenAway(ControlPlane plane) {
    Cluster cluster = Cluster.prepared(plane);
    try (SimulatedCloudProcess cloud = SimulatedCloudProcess.start(plane.kubeconfig());
        DroverUnderTest drover = DroverUnderTest.start(Setup.of(plane.kubeconfig(), cloud))) {
      drover.awaitReady("prod");
      for (int swing = 0; swing <= SWINGS; swing++) {
        cluster.deploy("web", 4, "500m", "512Mi");
        drover.await(LONG, "4 pods to run", () -> cluster.running("web") == 4);
        cluster.scale("web", 3);
        if (swing < SWINGS) {
          drover.await(LONG, "a node to go", () -> cluster.nodes().size() == 1 && runsAll(cluster));
        }
      }

      CloudWitness witness = new CloudWitness(cloud);
      drover.await(LONG, "3 pods", () -> cluster.pods("web").size() == 3);
      Await.always(
          Setup.UNNEEDED.multipliedBy(5),
          "both nodes to stay",
          () -> witness.machines().size() == 2 && cluster.cordoned() == 0);
      assertThat(witness.everMade()).isEqualTo(2 + SWINGS);
      assertThat(cluster.nodes())
          .anyMatch(
              node ->
                  drover
                      .says("explain", "node", node.getMetadata().getName())
                      .contains("GROUP_OSCILLATES"));
    }
  }

  private static boolean runsAll(Cluster cluster) {
    return cluster.running("web") == 3;
  }
}
