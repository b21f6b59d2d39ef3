package io.drover.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.ground.ControlPlane;
import io.drover.ground.ControlPlaneExtension;
import io.drover.ground.SimulatedCloudProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A node that is too dear, or not what its group would buy any more, is replaced on a real control
 * plane: what replaces it serves before the first of its pods is evicted.
 */
@ExtendWith(ControlPlaneExtension.class)
class ConsolidationIT {
  private static final Duration LONG = Duration.ofMinutes(2);

  /** No pod is moved to save money before it has run for the payback time. */
  private static final Duration SETTLED = Duration.ofMinutes(4);

  private static final String TYPE = "node.kubernetes.io/instance-type";

  @Test
  void replacesADearNodeAndThenADriftedOneBeforeTheirPodsAreEvicted(ControlPlane plane) {
    Cluster cluster = Cluster.prepared(plane);
    try (SimulatedCloudProcess cloud = SimulatedCloudProcess.start(plane.kubeconfig())) {
      String usual = Setup.of(plane.kubeconfig(), cloud);
      String dear = Setup.changed(usual, "instanceTypes: [small]", "instanceTypes: [xlarge]");
      String cheaper =
          Setup.changed(
              Setup.changed(usual, "instanceTypes: [small]", "instanceTypes: [small, xlarge]"),
              "unneededTime: 12s",
              "consolidate: true, payback: 100s, replaceDrifted: true, utilizationThreshold: 0%,"
                  + " unneededTime: 12s");
      try (DroverUnderTest drover = DroverUnderTest.start(dear)) {
        drover.awaitReady("prod");
        cluster.deploy("web", 3, "500m", "256Mi");
        cluster.guard("web", 2);
        drover.await(LONG, "the pods to run", () -> cluster.running("web") == 3);
        assertThat(types(cluster)).containsExactly("xlarge");

        reload(drover, cheaper);
        drover.await(
            SETTLED, "a small node in its place", () -> types(cluster).equals(Set.of("small")));
        drover.await(LONG, "the pods to run again", () -> cluster.running("web") == 3);
        assertServedBeforeAnyEviction(drover, "NODE_TOO_DEAR");

        reload(
            drover,
            Setup.changed(
                cheaper, "zones: [zone-a]", "zones: [zone-a]\n    labels: {generation: two}"));
        drover.await(
            LONG,
            "a node as the group would buy it now",
            () -> generations(cluster).equals(List.of("two")) && cluster.running("web") == 3);
        assertServedBeforeAnyEviction(drover, "NODE_DRIFTED");
        assertThat(new CloudWitness(cloud).everMade()).isEqualTo(3);
      }
    }
  }

  private static void reload(DroverUnderTest drover, String parts) {
    drover.configure(parts);
    drover.process().reload();
    drover.awaitMetric("drover_config_last_reload_successful", 1);
  }

  /** In the journal: what was bought for the reason served before any pod left after that. */
  private static void assertServedBeforeAnyEviction(DroverUnderTest drover, String reason) {
    List<JsonNode> lines = drover.journal();
    JsonNode bought = first(lines, line -> is(line, "approved") && told(line, reason), Instant.MIN);
    Instant then = at(bought);
    JsonNode served =
        first(
            lines, line -> is(line, "phase") && line.path("text").asText().contains("READY"), then);
    JsonNode evicted = first(lines, line -> is(line, "evicted"), then);
    assertThat(at(served)).isBefore(at(evicted));
    assertThat(bought.path("text").asText()).contains("in the place of");
  }

  private static JsonNode first(List<JsonNode> lines, Predicate<JsonNode> which, Instant from) {
    return lines.stream()
        .filter(which)
        .filter(line -> !at(line).isBefore(from))
        .findFirst()
        .orElseThrow(() -> new AssertionError("not in the journal: " + lines));
  }

  private static boolean is(JsonNode line, String kind) {
    return line.path("kind").asText().equals(kind);
  }

  private static boolean told(JsonNode line, String reason) {
    return line.path("reason").asText().equals(reason);
  }

  private static Instant at(JsonNode line) {
    return Instant.parse(line.path("at").asText());
  }

  private static Set<String> types(Cluster cluster) {
    return cluster.nodes().stream()
        .map(node -> node.getMetadata().getLabels().getOrDefault(TYPE, ""))
        .collect(Collectors.toSet());
  }

  /** Of all nodes that there are. */
  private static List<String> generations(Cluster cluster) {
    return cluster.nodes().stream()
        .map(node -> node.getMetadata().getLabels().getOrDefault("generation", ""))
        .toList();
  }
}
