package io.drover.verticles.clusterautoscaler;

import static io.drover.rules.facts.NodeBuilder.aNode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.rules.facts.NodeFact;
import io.drover.verticles.cluster.kubernetes.ApiObjects;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Which nodes a round finds unneeded. Which ones are looked at is given there; the others are
 * protected by annotation here.
 */
class RoundsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  @TestFactory
  List<DynamicTest> theSameNodesAreUnneeded() {
    return Comparison.of(
        "planner_update", one -> texts(one.path("expect").path("unneeded")), RoundsTest::unneeded);
  }

  @TestFactory
  List<DynamicTest> asManyNodesAreKeptTrackOf() {
    return Comparison.of(
        "planner_unneeded_limit",
        one -> one.path("expect").path("unneeded").asInt(),
        RoundsTest::tracked);
  }

  private static Set<String> texts(JsonNode written) {
    Set<String> texts = new TreeSet<>();
    written.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static Set<String> unneeded(JsonNode one) {
    ApiObjects objects = new ApiObjects(NOW);
    Round round =
        new Round(NOW)
            .with(Round.group(1, Duration.ofMinutes(10)).build())
            .with(objects.pods(one.path("pods"), ""));
    Set<String> eligible = texts(one.path("eligible"));
    List<String> names = new ArrayList<>();
    for (JsonNode written : one.path("nodes")) {
      ObjectNode described = written.deepCopy();
      NodeFact node = objects.node(described);
      if (!eligible.contains(node.name().value())) {
        described
            .withObjectProperty("metadata")
            .withObjectProperty("annotations")
            .put(NodeFact.DO_NOT_DISRUPT, "true");
      }
      names.add(node.name().value());
      if (Upstream.toBeDeleted(node)) {
        round.leaving(node);
      } else {
        round.serving(objects.node(described));
      }
    }
    Decided decided = round.decided();
    Set<String> unneeded = new TreeSet<>(names);
    unneeded.removeIf(name -> !decided.unneeded(name));
    return unneeded;
  }

  private static int tracked(JsonNode one) {
    Duration unneededTime = Duration.ofSeconds(one.path("unneededTimeSeconds").asLong());
    int nodes = one.path("nodes").asInt();
    int before = one.path("previouslyUnneeded").asInt();
    Round round = new Round(NOW).with(Round.group(0.5, unneededTime).build());
    for (int i = 0; i < nodes; i++) {
      NodeFact node = aNode("n" + i).build();
      round.serving(i < before ? Round.unneeded(node, NOW) : node);
    }
    Decided decided = round.decided();
    int tracked = 0;
    for (int i = 0; i < nodes; i++) {
      tracked += decided.unneeded("n" + i) ? 1 : 0;
    }
    return tracked;
  }
}
