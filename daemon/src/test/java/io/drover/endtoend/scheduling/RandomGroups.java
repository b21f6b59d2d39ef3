package io.drover.endtoend.scheduling;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Node groups that differ in sizes, zones, labels and taints; one of them is near its maximum. */
final class RandomGroups {
  private static final List<String> CAPACITY_TYPES = List.of("on-demand", "spot");

  private final Dice dice;
  private final String name;

  RandomGroups(Dice dice, String name) {
    this.dice = dice;
    this.name = name;
  }

  List<Map<String, Object>> make() {
    List<Map<String, Object>> groups = new ArrayList<>();
    groups.add(group("open", 20, some(Sold.PLAIN_TYPES), labels(), preferably()));
    if (dice.chance(70)) {
      groups.add(group("tainted", 10, some(Sold.PLAIN_TYPES), labels(), taint("dedicated", "x")));
    }
    if (dice.chance(60)) {
      Map<String, Object> rack = Tree.of("rack", dice.pick(List.of("k1", "k2")));
      groups.add(group("few", dice.between(1, 2), some(Sold.PLAIN_TYPES), rack, List.of()));
    }
    if (dice.chance(60)) {
      List<Map<String, Object>> taints =
          dice.chance(50) ? taint(Sold.GPU, "") : List.<Map<String, Object>>of();
      groups.add(group("gpu", dice.between(1, 4), List.of(Sold.GPU_TYPE), labels(), taints));
    }
    return groups;
  }

  private List<String> some(List<String> types) {
    return dice.some(dice.between(2, 3), types);
  }

  private Map<String, Object> labels() {
    return Tree.of("disk", dice.pickOrNull(40, List.of("ssd", "hdd")));
  }

  /** A taint that only makes the scheduler look elsewhere first, in some. */
  private List<Map<String, Object>> preferably() {
    return dice.chance(20)
        ? List.of(Tree.of("key", "spot", "value", "y", "effect", "PreferNoSchedule"))
        : List.of();
  }

  private static List<Map<String, Object>> taint(String key, String value) {
    return List.of(Tree.of("key", key, "value", value, "effect", "NoSchedule"));
  }

  private Map<String, Object> group(
      String suffix,
      int max,
      List<String> types,
      Map<String, Object> labels,
      List<Map<String, Object>> taints) {
    return Tree.of(
        "apiVersion",
        "drover.dev/v1alpha1",
        "kind",
        "NodeGroup",
        "metadata",
        Tree.of("name", name + "-" + suffix),
        "spec",
        Tree.of(
            "provider",
            "cloud",
            "min",
            0,
            "max",
            max,
            "priority",
            priority(),
            "instanceTypes",
            types,
            "zones",
            dice.some(dice.between(2, 3), RandomNodes.ZONES),
            "capacityTypes",
            dice.some(dice.between(1, 2), CAPACITY_TYPES),
            "labels",
            labels,
            "taints",
            taints,
            "scaleUp",
            Tree.of("maxNodesPerPlan", 40, "cooldownAfterFailure", "5s"),
            "scaleDown",
            Tree.of("enabled", false)));
  }

  private @Nullable Integer priority() {
    return dice.pickOrNull(80, List.of(-1, 1));
  }
}
