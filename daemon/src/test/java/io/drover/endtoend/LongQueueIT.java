package io.drover.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.ground.ControlPlane;
import io.drover.ground.ControlPlaneExtension;
import io.drover.ground.SimulatedCloudProcess;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** F8: a long queue of pods is worked off in portions, and to its end. */
@Tag("full")
@ExtendWith(ControlPlaneExtension.class)
class LongQueueIT {
  @Test
  void buysAtMostSoManyNodesInOnePlan(ControlPlane plane) {
    Cluster cluster = Cluster.prepared(plane);
    try (SimulatedCloudProcess cloud = SimulatedCloudProcess.start(plane.kubeconfig());
        DroverUnderTest drover =
            DroverUnderTest.start(
                Setup.changed(
                    Setup.of(plane.kubeconfig(), cloud),
                    "maxNodesPerPlan: 40, cooldownAfterFailure",
                    "maxNodesPerPlan: 3, cooldownAfterFailure"))) {
      drover.awaitReady("prod");
      cluster.deploy("web", 36, "500m", "512Mi");
      drover.await(Duration.ofMinutes(3), "all pods to run", () -> cluster.running("web") == 36);

      Map<String, Long> perPlan =
          drover.journal().stream()
              .filter(line -> line.path("kind").asText().equals("approved"))
              .filter(line -> line.path("text").asText().startsWith("buy"))
              .collect(
                  Collectors.groupingBy(
                      line -> line.at("/ids/plan").asText(), Collectors.counting()));
      assertThat(perPlan.values()).allMatch(bought -> bought <= 3);
      assertThat(perPlan).hasSizeGreaterThanOrEqualTo(4);
      assertThat(new CloudWitness(cloud).machines()).hasSize(12);
    }
  }
}
