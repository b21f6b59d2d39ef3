package io.drover.endtoend.scheduling;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Selectors of nodes and of pods, over the labels that these have. */
final class RandomSelectors {
  /** What pods are labelled with. */
  static final Map<String, List<String>> POD_LABELS =
      Map.of(
          "app", List.of("a", "b", "c"), "tier", List.of("x", "y"), "version", List.of("1", "2"));

  private static final List<String> POD_KEYS = List.of("app", "tier", "version");
  private static final Map<String, List<String>> NODE_LABELS =
      Map.of(
          RandomNodes.ZONE,
          RandomNodes.ZONES,
          "disk",
          List.of("ssd", "hdd", "none"),
          "rank",
          List.of("1", "2", "10", "03", "high"));
  private static final List<String> NODE_KEYS = List.of(RandomNodes.ZONE, "disk", "rank");
  private static final List<String> OPERATORS = List.of("In", "NotIn", "Exists", "DoesNotExist");

  private final Dice dice;

  RandomSelectors(Dice dice) {
    this.dice = dice;
  }

  Map<String, Object> podLabels() {
    Map<String, Object> labels = Tree.of();
    for (String key : POD_KEYS) {
      if (dice.chance(75)) {
        labels.put(key, dice.pick(values(POD_LABELS, key)));
      }
    }
    return labels;
  }

  /** A label selector of pods; null and empty ones are among them. */
  @Nullable Map<String, Object> ofPods() {
    if (dice.chance(6)) {
      return null;
    }
    if (dice.chance(6)) {
      return Tree.of();
    }
    if (dice.chance(60)) {
      String key = dice.pick(POD_KEYS);
      return Tree.of("matchLabels", Tree.of(key, dice.pick(values(POD_LABELS, key))));
    }
    return Tree.of("matchExpressions", expressions(dice.between(1, 2), POD_KEYS, POD_LABELS));
  }

  /** A {@code nodeSelector}. */
  @Nullable Map<String, Object> nodeSelector() {
    if (dice.chance(50)) {
      return null;
    }
    String key = dice.pick(NODE_KEYS);
    return Tree.of(key, dice.pick(values(NODE_LABELS, key)));
  }

  /** A node affinity; what is preferred never matters to a filter. */
  Map<String, Object> nodeAffinity(List<String> names) {
    List<Map<String, Object>> terms =
        IntStream.range(0, dice.between(1, 2)).mapToObj(i -> nodeTerm(names)).toList();
    Map<String, Object> preferred =
        Tree.of(
            "weight",
            1,
            "preference",
            Tree.of("matchExpressions", expressions(1, NODE_KEYS, NODE_LABELS)));
    return Tree.of(
        "requiredDuringSchedulingIgnoredDuringExecution",
        Tree.of("nodeSelectorTerms", terms),
        "preferredDuringSchedulingIgnoredDuringExecution",
        dice.chance(10) ? List.of(preferred) : null);
  }

  /** By names in some, contradictory ones among them, and in few without anything. */
  private Map<String, Object> nodeTerm(List<String> names) {
    List<Map<String, Object>> expressions = new ArrayList<>();
    List<Map<String, Object>> fields = new ArrayList<>();
    if (dice.chance(25)) {
      for (int i = dice.chance(15) ? 2 : 1; i > 0; i--) {
        fields.add(
            Tree.of(
                "key",
                "metadata.name",
                "operator",
                dice.chance(75) ? "In" : "NotIn",
                "values",
                List.of(dice.chance(90) ? dice.pick(names) : "nowhere")));
      }
    }
    if (fields.isEmpty() ? dice.chance(95) : dice.chance(40)) {
      expressions.addAll(expressions(dice.between(1, 2), NODE_KEYS, NODE_LABELS));
    }
    if (dice.chance(20)) {
      expressions.add(
          Tree.of(
              "key",
              "rank",
              "operator",
              dice.chance(50) ? "Gt" : "Lt",
              "values",
              List.of(dice.pick(List.of("1", "2", "5", "03")))));
    }
    return Tree.of(
        "matchExpressions",
        expressions.isEmpty() ? null : expressions,
        "matchFields",
        fields.isEmpty() ? null : fields);
  }

  private List<Map<String, Object>> expressions(
      int count, List<String> keys, Map<String, List<String>> alphabet) {
    return IntStream.range(0, count).mapToObj(i -> expression(dice.pick(keys), alphabet)).toList();
  }

  private Map<String, Object> expression(String key, Map<String, List<String>> alphabet) {
    String operator = dice.pick(OPERATORS);
    boolean compares = operator.equals("In") || operator.equals("NotIn");
    return Tree.of(
        "key",
        key,
        "operator",
        operator,
        "values",
        compares ? dice.some(dice.between(1, 2), values(alphabet, key)) : null);
  }

  private static List<String> values(Map<String, List<String>> alphabet, String key) {
    return alphabet.getOrDefault(key, List.of());
  }
}
