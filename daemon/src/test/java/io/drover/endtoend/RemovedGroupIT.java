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

/** F11: a group's object goes; its machines, Nodes and records do not. */
@Tag("full")
@ExtendWith(ControlPlaneExtension.class)
class RemovedGroupIT {
  private static final Duration LONG = Duration.ofMinutes(3);

  @Test
  void keepsItsMachines(ControlPlane plane) {
    Cluster cluster = Cluster.prepared(plane);
    try (SimulatedCloudProcess cloud = SimulatedCloudProcess.start(plane.kubeconfig());
        DroverUnderTest drover = DroverUnderTest.start(Setup.of(plane.kubeconfig(), cloud))) {
      drover.awaitReady("prod");
      cluster.deploy("web", 6, "500m", "512Mi");
      drover.await(LONG, "all pods to run", () -> cluster.running("web") == 6);
      CloudWitness witness = new CloudWitness(cloud);
      assertThat(witness.machines()).hasSize(2);

      plane.kubectl("delete", "nodegroup", "general", "--timeout=120s");
      cluster.remove("web");

      Await.always(
          Setup.UNNEEDED.multipliedBy(4),
          "machines, Nodes and records to stay",
          () ->
              witness.machines().size() == 2
                  && cluster.nodes().size() == 2
                  && cluster.records().size() == 2
                  && cluster.cordoned() == 0);
    }
  }
}
