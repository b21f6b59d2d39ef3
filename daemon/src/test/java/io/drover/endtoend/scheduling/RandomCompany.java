package io.drover.endtoend.scheduling;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Spread constraints and pod affinity, of few topologies. */
final class RandomCompany {
  private static final List<String> TOPOLOGIES =
      List.of(RandomNodes.ZONE, RandomNodes.HOST_NAME, "disk", "rack");
  private static final List<String> POLICIES = List.of("Honor", "Ignore");
  private static final String VERSION = "version";

  private final Dice dice;
  private final RandomSelectors selectors;

  RandomCompany(Dice dice, RandomSelectors selectors) {
    this.dice = dice;
    this.selectors = selectors;
  }

  /** Constraints of different topologies, as the API server demands. */
  List<Map<String, Object>> spread(Map<String, Object> labels) {
    return dice.some(dice.between(1, 2), TOPOLOGIES).stream()
        .map(topology -> constraint(topology, labels))
        .toList();
  }

  private Map<String, Object> constraint(String topology, Map<String, Object> labels) {
    boolean hard = dice.chance(90);
    Map<String, Object> selector = selectorOr(own(labels));
    return Tree.of(
        "topologyKey",
        topology,
        "maxSkew",
        dice.between(1, 2),
        "whenUnsatisfiable",
        hard ? "DoNotSchedule" : "ScheduleAnyway",
        "minDomains",
        hard ? dice.pickOrNull(60, List.of(1, 2, 3, 4)) : null,
        "nodeAffinityPolicy",
        dice.pickOrNull(50, POLICIES),
        "nodeTaintsPolicy",
        dice.pickOrNull(50, POLICIES),
        "matchLabelKeys",
        selector != null && !names(selector, VERSION) && dice.chance(25)
            ? List.of(dice.chance(80) ? VERSION : "absent")
            : null,
        "labelSelector",
        selector);
  }

  /** A pod affinity or anti-affinity. */
  Map<String, Object> affinity(Map<String, Object> labels) {
    List<Map<String, Object>> terms = new ArrayList<>();
    IntStream.range(0, dice.chance(70) ? 1 : 2).forEach(i -> terms.add(term(labels)));
    Map<String, Object> preferred = Tree.of("weight", 1, "podAffinityTerm", term(labels));
    return Tree.of(
        "requiredDuringSchedulingIgnoredDuringExecution",
        terms,
        "preferredDuringSchedulingIgnoredDuringExecution",
        dice.chance(10) ? List.of(preferred) : null);
  }

  private Map<String, Object> term(Map<String, Object> labels) {
    Map<String, Object> selector = selectorOr(own(labels));
    Map<String, Object> term =
        Tree.of(
            "topologyKey",
            dice.pick(TOPOLOGIES),
            "namespaces",
            dice.chance(30) ? dice.some(dice.between(1, 2), RandomCluster.NAMESPACES) : null,
            "namespaceSelector",
            dice.chance(30) ? namespaceSelector() : null,
            "labelSelector",
            selector);
    if (selector != null
        && labels.containsKey(VERSION)
        && !names(selector, VERSION)
        && dice.chance(25)) {
      matchVersion(term, selector, String.valueOf(labels.get(VERSION)));
    }
    return term;
  }

  /** As the API server merges such a key into the selector when the pod is created. */
  private void matchVersion(Map<String, Object> term, Map<String, Object> selector, String value) {
    boolean same = dice.chance(50);
    List<Object> expressions = new ArrayList<>();
    if (selector.get("matchExpressions") instanceof List<?> some) {
      expressions.addAll(some);
    }
    expressions.add(
        Tree.of("key", VERSION, "operator", same ? "In" : "NotIn", "values", List.of(value)));
    selector.put("matchExpressions", expressions);
    term.put(same ? "matchLabelKeys" : "mismatchLabelKeys", List.of(VERSION));
  }

  private Map<String, Object> namespaceSelector() {
    return dice.chance(30)
        ? Tree.of()
        : Tree.of("matchLabels", Tree.of("team", dice.pick(RandomCluster.TEAMS)));
  }

  private @Nullable Map<String, Object> selectorOr(Map<String, Object> own) {
    return dice.chance(40) ? own : selectors.ofPods();
  }

  /** A selector that the pod itself matches. */
  private Map<String, Object> own(Map<String, Object> labels) {
    Map<String, Object> one = Tree.of();
    dice.some(1, List.copyOf(labels.keySet())).forEach(key -> one.put(key, labels.get(key)));
    return Tree.of("matchLabels", one);
  }

  private static boolean names(Map<String, Object> selector, String key) {
    return selector.toString().contains(key);
  }
}
