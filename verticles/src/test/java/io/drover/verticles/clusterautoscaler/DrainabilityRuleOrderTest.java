package io.drover.verticles.clusterautoscaler;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.rules.plan.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Which of several verdicts wins. In Drover a verdict that blocks is an objection, and any other is
 * a rule that does not object.
 */
class DrainabilityRuleOrderTest {
  private static final Map<String, String> REASONS = Map.of("NotEnoughPdb", "BLOCKED_BY_PDB");

  @TestFactory
  List<DynamicTest> theSameVerdictWins() {
    return Comparison.of(
        "drainability_rule_order",
        one -> blocks(one.path("expect")),
        DrainabilityRuleOrderTest::ours);
  }

  private static boolean blocks(JsonNode verdict) {
    return verdict.path("outcome").asText().equals("BlockDrain");
  }

  private static boolean ours(JsonNode one) {
    Map<String, String> rules = new TreeMap<>();
    for (JsonNode verdict : one.path("verdicts")) {
      if (blocks(verdict)) {
        String reason = REASONS.getOrDefault(verdict.path("blockingReason").asText(), "");
        rules.put("safety/verdict-" + rules.size() + ".drl", PoliciesOf.objectingTo(reason));
      }
    }
    Set<Reason> objections =
        new Drain(PoliciesOf.only(rules), Instant.EPOCH, List.of(), List.of())
            .objections(List.of());
    return !objections.isEmpty();
  }
}
