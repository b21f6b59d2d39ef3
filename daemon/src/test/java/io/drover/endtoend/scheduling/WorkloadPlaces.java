package io.drover.endtoend.scheduling;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a workload asks of the nodes themselves: labels, taints; and what it only prefers. */
final class WorkloadPlaces {
  private final Dice dice;

  WorkloadPlaces(Dice dice) {
    this.dice = dice;
  }

  /** Adds to the spec, and to what will be its affinity. */
  void addTo(Map<String, Object> spec, Map<String, Object> affinity, boolean gpu) {
    if (dice.chance(20)) {
      spec.put("nodeSelector", selector());
    }
    boolean demands = dice.chance(30);
    boolean prefers = dice.chance(25);
    if (demands || prefers) {
      affinity.put(
          "nodeAffinity",
          Tree.of(
              "requiredDuringSchedulingIgnoredDuringExecution",
              demands ? Tree.of("nodeSelectorTerms", List.of(term())) : null,
              "preferredDuringSchedulingIgnoredDuringExecution",
              prefers
                  ? List.of(Tree.of("weight", dice.between(1, 100), "preference", term()))
                  : null));
    }
    List<Map<String, Object>> tolerations = new ArrayList<>();
    if (dice.chance(35)) {
      tolerations.add(
          dice.chance(50)
              ? Tree.of("key", "dedicated", "operator", "Equal", "value", "x")
              : Tree.of("key", "dedicated", "operator", "Exists", "effect", "NoSchedule"));
    }
    if (gpu && dice.chance(90)) {
      tolerations.add(Tree.of("key", Sold.GPU, "operator", "Exists"));
    }
    spec.put("tolerations", tolerations);
  }

  private Map<String, Object> selector() {
    return dice.chance(80)
        ? Tree.of(RandomNodes.ZONE, dice.pick(RandomNodes.ZONES))
        : Tree.of("disk", dice.pick(List.of("ssd", "hdd")));
  }

  private Map<String, Object> term() {
    return Tree.of("matchExpressions", List.of(expression()));
  }

  private Map<String, Object> expression() {
    return switch (dice.between(0, 6)) {
      case 0 -> of(RandomNodes.ZONE, "In", dice.some(2, RandomNodes.ZONES));
      case 1 -> of(RandomNodes.ZONE, "NotIn", dice.some(1, RandomNodes.ZONES));
      case 2 -> of("disk", "NotIn", List.of(dice.pick(List.of("ssd", "hdd"))));
      case 3 -> of("disk", "Exists", List.of());
      case 4 -> of("rack", "DoesNotExist", List.of());
      case 5 -> of(Sold.RANK, "Gt", List.of(dice.pick(List.of("1", "2", "4"))));
      default -> of(Sold.RANK, "Lt", List.of(dice.pick(List.of("4", "8", "10"))));
    };
  }

  /** What no node can be. */
  static Map<String, Object> contradiction() {
    return Tree.of(
        "requiredDuringSchedulingIgnoredDuringExecution",
        Tree.of(
            "nodeSelectorTerms",
            List.of(
                Tree.of(
                    "matchExpressions",
                    List.of(
                        of("disk", "Exists", List.of()), of("disk", "DoesNotExist", List.of()))))));
  }

  private static Map<String, Object> of(String key, String operator, List<String> values) {
    return Tree.of("key", key, "operator", operator, "values", values.isEmpty() ? null : values);
  }
}
