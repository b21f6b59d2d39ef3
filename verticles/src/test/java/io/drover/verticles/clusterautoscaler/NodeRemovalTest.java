package io.drover.verticles.clusterautoscaler;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.PodKey;
import io.drover.rules.plan.Action;
import io.drover.rules.plan.Reason;
import io.drover.verticles.cluster.kubernetes.ApiObjects;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whether one node can go, its pods given a place on the others, which no group has. */
class NodeRemovalTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  private static final Map<Reason, String> REASONS =
      Map.of(Reason.NO_PLACE_TO_MOVE_PODS, "NoPlaceToMovePods");

  @TestFactory
  List<DynamicTest> theSameNodeCanGo() {
    return Comparison.of("node_removal", NodeRemovalTest::theirs, NodeRemovalTest::ours);
  }

  private static String theirs(JsonNode one) {
    JsonNode expect = one.path("expect");
    Set<String> pods = new TreeSet<>();
    expect.path("podsToMove").forEach(pod -> pods.add(pod.asText()));
    return expect.path("removable").asBoolean()
        ? "goes, moving " + pods
        : expect.path("reason").asText();
  }

  private static String ours(JsonNode one) {
    ApiObjects objects = new ApiObjects(NOW);
    String asked = one.path("node").asText();
    List<PodFact> pods = objects.pods(one.path("pods"), asked);
    Round round = new Round(NOW).with(Round.group(1, Duration.ZERO).build()).with(pods);
    for (JsonNode written : one.path("nodes")) {
      NodeFact node = objects.node(written);
      if (node.name().value().equals(asked)) {
        round.serving(Round.unneeded(node, NOW));
      } else {
        round.with(node);
      }
    }
    Decided decided = round.decided();
    return decided.removals().stream()
        .findFirst()
        .map(remove -> "goes, moving " + names(remove))
        .orElseGet(() -> decided.stays(asked).map(NodeRemovalTest::why).orElse("NoNodeInfo"));
  }

  private static String why(Reason reason) {
    return REASONS.getOrDefault(reason, reason.name());
  }

  /** Without the number that tells pods of one name apart. */
  private static Set<String> names(Action.RemoveNode remove) {
    Set<String> names = new TreeSet<>();
    remove.pods().stream()
        .map(PodKey::name)
        .forEach(name -> names.add(name.substring(0, name.lastIndexOf('-'))));
    return names;
  }
}
