package io.drover.verticles.clusterautoscaler;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.plan.Reason;
import io.drover.verticles.cluster.kubernetes.ApiObjects;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Which nodes may be looked at for removal, in a cluster with room for all their pods. */
class EligibilityTest {
  private static final String CANDIDATE = "candidate";

  private static final Map<Reason, String> REASONS =
      Map.of(
          Reason.PROTECTED_BY_ANNOTATION, "ScaleDownDisabledAnnotation",
          Reason.UTILIZATION_ABOVE_THRESHOLD, "NotUnderutilized",
          Reason.NODE_UNREADY, "ScaleDownUnreadyDisabled");

  @TestFactory
  List<DynamicTest> theSameNodesAreCandidates() {
    return Comparison.of("eligibility", EligibilityTest::theirs, EligibilityTest::ours);
  }

  private static Map<String, String> theirs(JsonNode one) {
    Map<String, String> said = new TreeMap<>();
    one.path("expect").path("candidates").forEach(node -> said.put(node.asText(), CANDIDATE));
    one.path("expect")
        .path("unremovable")
        .properties()
        .forEach(node -> said.put(node.getKey(), node.getValue().asText()));
    return said;
  }

  private static Map<String, String> ours(JsonNode one) {
    ApiObjects objects = new ApiObjects(Instant.parse(one.path("now").asText()));
    double threshold = one.path("options").path("scaleDownUtilizationThreshold").asDouble();
    Round round =
        new Round(objects.now())
            .withRoom()
            .with(Round.group(threshold, Duration.ZERO).build())
            .with(objects.pods(one.path("pods"), "regular"));
    Map<String, String> said = new TreeMap<>();
    for (JsonNode written : one.path("nodes")) {
      NodeFact node = objects.node(written);
      boolean leaving = Upstream.toBeDeleted(node);
      said.put(node.name().value(), leaving ? "CurrentlyBeingDeleted" : CANDIDATE);
      if (leaving) {
        round.leaving(node);
      } else {
        round.serving(node);
      }
    }
    Decided decided = round.decided();
    said.replaceAll(
        (node, before) ->
            before.equals(CANDIDATE) && !decided.unneeded(node) ? why(decided, node) : before);
    return said;
  }

  private static String why(Decided decided, String node) {
    return decided
        .stays(node)
        .map(reason -> REASONS.getOrDefault(reason, reason.name()))
        .orElse("nothing is said of it");
  }
}
