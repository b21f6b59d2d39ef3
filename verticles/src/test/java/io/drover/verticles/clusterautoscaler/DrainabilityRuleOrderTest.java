package io.drover.verticles.clusterautoscaler;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.rules.plan.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Which of several verdicts wins. In Drover a verdict that blocks is an objection, and any other is
 * a rule that does not object.
 */
class DrainabilityRuleOrderTest {
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
    List<Reason> objecting = new ArrayList<>();
    for (JsonNode verdict : one.path("verdicts")) {
      if (blocks(verdict)) {
        objecting.add(Reason.BLOCKED_BY_PDB);
      }
    }
    Drain drain = new Drain(PoliciesOf.objecting(objecting), Instant.EPOCH, List.of(), List.of());
    return !drain.objections(List.of()).isEmpty();
  }
}
