package io.drover.verticles.clusterautoscaler;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.rules.facts.DisruptionBudgetFact;
import io.drover.rules.facts.PodFact;
import io.drover.rules.plan.Allowance;
import io.drover.rules.plan.Reason;
import io.drover.verticles.cluster.kubernetes.ApiObjects;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What PodDisruptionBudgets let go, and what they have left then. */
class DisruptionBudgetsTest {
  @TestFactory
  List<DynamicTest> budgetsLetTheSameGo() {
    return Comparison.of("pdb", DisruptionBudgetsTest::theirs, DisruptionBudgetsTest::ours);
  }

  private static String theirs(JsonNode one) {
    JsonNode expect = one.path("expect");
    return removes(one)
        ? left(expect.path("disruptionsAllowed"))
        : can(expect.path("canRemove").asBoolean(), expect.path("inParallel").asBoolean());
  }

  private static String left(JsonNode allowed) {
    Map<String, Integer> left = new TreeMap<>();
    allowed.properties().forEach(one -> left.put(one.getKey(), one.getValue().asInt()));
    return "left " + left;
  }

  private static String can(boolean remove, boolean inParallel) {
    return (remove ? "can" : "cannot") + (remove && inParallel ? " at once" : "");
  }

  private static boolean removes(JsonNode one) {
    return one.path("op").asText().equals("removePods");
  }

  private static String ours(JsonNode one) {
    ApiObjects objects = new ApiObjects(Instant.EPOCH);
    List<DisruptionBudgetFact> budgets = objects.budgets(one.path("pdbs"));
    List<PodFact> pods = objects.pods(one.path("pods"), "node");
    Allowance allowance = new Allowance(budgets);
    if (removes(one)) {
      allowance.take(pods);
      Map<String, Integer> left = new TreeMap<>();
      budgets.forEach(budget -> left.put(budget.name(), allowance.left(budget)));
      return "left " + left;
    }
    Drain drain = new Drain(PoliciesOf.SHIPPED, objects.now(), budgets, List.of());
    boolean can = !drain.objections(pods).contains(Reason.BLOCKED_BY_PDB);
    return can(can, can && allowance.allAtOnce(pods));
  }
}
