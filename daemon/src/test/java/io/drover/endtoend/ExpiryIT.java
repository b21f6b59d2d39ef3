package io.drover.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.ground.ControlPlane;
import io.drover.ground.ControlPlaneExtension;
import io.drover.ground.SimulatedCloudProcess;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** F12: nodes of one age go one after the other. */
@Tag("full")
@ExtendWith(ControlPlaneExtension.class)
class ExpiryIT {
  @Test
  void nodesOfOneAgeExpireWithinTheirBudget(ControlPlane plane) {
    Cluster cluster = Cluster.prepared(plane);
    try (SimulatedCloudProcess cloud = SimulatedCloudProcess.start(plane.kubeconfig());
        DroverUnderTest drover = DroverUnderTest.start(setup(plane, cloud))) {
      drover.awaitReady("prod");
      cluster.deploy("web", 9, "500m", "512Mi");
      drover.await(Duration.ofMinutes(3), "all pods to run", () -> cluster.running("web") == 9);
      Set<String> first = Set.copyOf(names(cluster));
      assertThat(first).hasSize(3);

      drover.await(
          Duration.ofMinutes(6),
          "each of the first nodes to be replaced",
          () -> names(cluster).stream().noneMatch(first::contains));
      assertThat(mostAtOnce(drover.journal())).isEqualTo(1);
    }
  }

  private static String setup(ControlPlane plane, SimulatedCloudProcess cloud) {
    String budgeted =
        Setup.changed(Setup.of(plane.kubeconfig(), cloud), "[{nodes: 100%}]", "[{nodes: \"1\"}]");
    return Setup.changed(budgeted, "unneededTime: 12s", "unneededTime: 3s, expireAfter: 50s");
  }

  private static List<String> names(Cluster cluster) {
    return cluster.nodes().stream().map(node -> node.getMetadata().getName()).toList();
  }

  /** How many lives were at once between their drain and their end. */
  private static int mostAtOnce(List<JsonNode> journal) {
    Set<String> going = new HashSet<>();
    int most = 0;
    for (JsonNode line : journal) {
      String life = line.at("/ids/intent").asText();
      switch (line.path("kind").asText() + " " + line.path("text").asText()) {
        case "phase DRAINING" -> going.add(life);
        case "phase GONE", "phase READY" -> going.remove(life);
        default -> {}
      }
      most = Math.max(most, going.size());
    }
    return most;
  }
}
