package io.drover.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.ground.ControlPlane;
import io.drover.ground.ControlPlaneExtension;
import io.drover.ground.SimulatedCloudProcess;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** F20: what one group cannot buy holds up no other. */
@Tag("full")
@ExtendWith(ControlPlaneExtension.class)
class StuckGroupIT {
  private static final Duration LONG = Duration.ofMinutes(3);

  private static final String STUCK =
      """
      nodeGroups:
        stuck:
          cluster: prod
          provider: cloud
          max: 5
          instanceTypes: [medium]
          labels: {team: stuck}
          scaleUp: {cooldownAfterFailure: 5s}
      """;

  private static final String SOLD_OUT =
      """
      [{"match": {"operation": "create", "instanceType": "medium"},
        "fault": "NO_CAPACITY", "times": 0}]
      """;

  @Test
  void holdsUpNoOther(ControlPlane plane) {
    Cluster cluster = Cluster.prepared(plane);
    try (SimulatedCloudProcess cloud = SimulatedCloudProcess.start(plane.kubeconfig());
        DroverUnderTest drover =
            DroverUnderTest.start(
                Setup.changed(Setup.of(plane.kubeconfig(), cloud), "nodeGroups:\n", STUCK))) {
      drover.awaitReady("prod");
      CloudWitness witness = new CloudWitness(cloud);
      witness.faults(SOLD_OUT);
      cluster.deploy("waits", 3, "500m", "512Mi", "nodeSelector: {team: stuck}");
      drover.awaitJournal(Duration.ofMinutes(1), "provider-failure", "NO_CAPACITY");

      cluster.deploy("web", 6, "500m", "512Mi");
      drover.await(LONG, "the other group's pods to run", () -> cluster.running("web") == 6);
      assertThat(cluster.running("waits")).isZero();

      witness.faults("[]");
      drover.await(LONG, "the stuck ones to run", () -> cluster.running("waits") == 3);
    }
  }
}
