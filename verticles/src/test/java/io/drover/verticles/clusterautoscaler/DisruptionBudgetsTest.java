package io.drover.verticles.clusterautoscaler;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.rules.facts.DisruptionBudgetFact;
import io.drover.rules.facts.PodFact;
import io.drover.rules.plan.Reason;
import io.drover.verticles.cluster.kubernetes.ApiObjects;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What PodDisruptionBudgets let go. Drover does not tell pods that may go all at once from pods
 * that may go one after the other, and takes nothing off a budget before the API server does.
 */
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
    if (removes(one)) {
      Map<String, Integer> left = new TreeMap<>();
      budgets.forEach(budget -> left.put(budget.name(), budget.disruptionsAllowed()));
      return "left " + left;
    }
    List<PodFact> pods = objects.pods(one.path("pods"), "node");
    Drain drain = new Drain(PoliciesOf.SHIPPED, objects.now(), budgets, List.of());
    boolean can = !drain.objections(pods).contains(Reason.BLOCKED_BY_PDB);
    return can(can, can);
  }
}
