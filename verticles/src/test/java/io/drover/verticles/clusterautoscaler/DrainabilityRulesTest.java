package io.drover.verticles.clusterautoscaler;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.rules.facts.PodFact;
import io.drover.rules.plan.Reason;
import io.drover.rules.safety.SafetyPolicy;
import io.drover.verticles.cluster.kubernetes.ApiObjects;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What each drain rule says of one pod. Drover's rules are asked all at once, and what those answer
 * that look at the same is compared.
 */
class DrainabilityRulesTest {
  private static final String UNDEFINED = "Undefined";

  /** The time of the cases that do not say one. */
  private static final String ANY_TIME = "2020-12-18T17:00:00Z";

  /** Reasons of Drover's rules that look at what upstream's rule looks at. */
  private static final Map<String, Map<Reason, String>> BLOCKING =
      Map.of(
          "replicacount", Map.of(Reason.CONTROLLER_NOT_FOUND, "ControllerNotFound"),
          "replicated",
              Map.of(
                  Reason.POD_WITHOUT_CONTROLLER, "NotReplicated",
                  Reason.CUSTOM_CONTROLLER, "NotReplicated"),
          "system", Map.of(Reason.SYSTEM_POD, "UnmovableKubeSystemPod"),
          "notsafetoevict", Map.of(Reason.BLOCKED_BY_POD, "NotSafeToEvictAnnotation"),
          "localstorage", Map.of(Reason.LOCAL_STORAGE, "LocalStorageRequested"),
          "pdb", Map.of(Reason.BLOCKED_BY_PDB, "NotEnoughPdb"));

  @TestFactory
  List<DynamicTest> eachRuleSaysTheSameOfAPod() {
    return Comparison.of(
        "drainability_rules", DrainabilityRulesTest::theirs, DrainabilityRulesTest::ours);
  }

  /**
   * A rule that blocks none of Drover's pods says neither "ask the next" nor "let it go": the
   * others are asked all the same.
   */
  private static String theirs(JsonNode one) {
    String outcome = one.path("expect").path("outcome").asText();
    String reason = one.path("expect").path("blockingReason").asText();
    boolean asked = BLOCKING.containsKey(one.path("rule").asText());
    return asked && outcome.equals("DrainOk") ? UNDEFINED : said(outcome, reason);
  }

  private static String said(String outcome, String reason) {
    return outcome.equals("BlockDrain") ? outcome + " " + reason : outcome;
  }

  private static String ours(JsonNode one) {
    ApiObjects objects = new ApiObjects(Instant.parse(one.path("now").asText(ANY_TIME)));
    PodFact pod = objects.pod(one.path("pod"), 0, "node");
    Drain drain =
        new Drain(
            policy(one),
            objects.now(),
            objects.budgets(one.path("pdbs")),
            objects.owners(one.path("controllers")));
    return ours(one.path("rule").asText(), drain, pod);
  }

  private static String ours(String rule, Drain drain, PodFact pod) {
    Set<Reason> reasons = drain.objections(List.of(pod));
    boolean free = reasons.isEmpty();
    return switch (rule) {
      case "mirror", "longterminating" -> drain.moves(pod) ? UNDEFINED : "SkipDrain";
      case "daemonset" -> free && pod.daemon() ? "DrainOk" : UNDEFINED;
      case "safetoevict", "terminal" -> free ? "DrainOk" : UNDEFINED;
      case "oncompletion" ->
          reasons.contains(Reason.WAITS_FOR_COMPLETION) ? "WaitForCompletion" : UNDEFINED;
      default -> blocked(BLOCKING.getOrDefault(rule, Map.of()), reasons);
    };
  }

  private static String blocked(Map<Reason, String> looksAt, Set<Reason> reasons) {
    return reasons.stream()
        .filter(looksAt::containsKey)
        .map(reason -> said("BlockDrain", looksAt.getOrDefault(reason, "")))
        .findFirst()
        .orElse(UNDEFINED);
  }

  private static SafetyPolicy policy(JsonNode one) {
    boolean anyController =
        !one.path("options").path("skipNodesWithCustomControllerPods").asBoolean(true);
    return anyController
        ? PoliciesOf.without(EnumSet.of(Reason.CUSTOM_CONTROLLER, Reason.CONTROLLER_NOT_FOUND))
        : PoliciesOf.SHIPPED;
  }
}
