package io.drover.endtoend.scheduling;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Nodes of few labels, taints and sizes, so that pods meet all of them. */
final class RandomNodes {
  static final String ZONE = "topology.kubernetes.io/zone";
  static final String REGION = "topology.kubernetes.io/region";
  static final String HOST_NAME = "kubernetes.io/hostname";
  static final String CORDON = "node.kubernetes.io/unschedulable";

  /** The labels by which drivers of Kubernetes' own kinds of volumes know zones. */
  static final List<String> ZONES_OF_DRIVERS =
      List.of("topology.ebs.csi.aws.com/zone", "topology.gke.io/zone");

  static final List<String> ZONES = List.of("a", "b", "c");
  static final List<String> TAINT_KEYS = List.of("dedicated", "spot");
  static final List<String> TAINT_VALUES = List.of("", "x", "y");
  static final List<String> EFFECTS = List.of("NoSchedule", "NoExecute", "PreferNoSchedule");

  private final Dice dice;
  private final Set<Feature> features;

  RandomNodes(Dice dice, Set<Feature> features) {
    this.dice = dice;
    this.features = features;
  }

  /** Names of so many nodes. */
  static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "n" + i).toList();
  }

  Map<String, Object> node(String name) {
    boolean cordoned = features.contains(Feature.CORDONS) && dice.chance(30);
    Map<String, Object> amounts = amounts();
    return Tree.of(
        "apiVersion",
        "v1",
        "kind",
        "Node",
        "metadata",
        Tree.of(
            "name",
            name,
            "uid",
            "u-" + name,
            "resourceVersion",
            "1",
            "creationTimestamp",
            RandomPods.THEN,
            "labels",
            labels(name)),
        "spec",
        Tree.of("unschedulable", cordoned ? true : null, "taints", taints(cordoned)),
        "status",
        Tree.of(
            "capacity",
            amounts,
            "allocatable",
            amounts,
            "conditions",
            List.of(Tree.of("type", "Ready", "status", "True"))));
  }

  private Map<String, Object> labels(String name) {
    return Tree.of(
        HOST_NAME,
        dice.chance(95) ? name : null,
        ZONE,
        dice.pickOrNull(10, ZONES),
        REGION,
        dice.pickOrNull(40, List.of("r1", "r2")),
        ZONES_OF_DRIVERS.get(0),
        dice.pickOrNull(40, ZONES),
        ZONES_OF_DRIVERS.get(1),
        dice.pickOrNull(40, ZONES),
        "disk",
        dice.pickOrNull(30, List.of("ssd", "hdd")),
        "rank",
        dice.pickOrNull(30, List.of("1", "2", "10", "03", "high", "")),
        "rack",
        dice.pickOrNull(80, List.of("k1", "k2")));
  }

  private List<Map<String, Object>> taints(boolean cordoned) {
    List<Map<String, Object>> taints = new ArrayList<>();
    if (cordoned && dice.chance(70)) {
      taints.add(Tree.of("key", CORDON, "effect", "NoSchedule"));
    }
    if (features.contains(Feature.TAINTS)) {
      for (String key : dice.some(dice.between(0, 2), TAINT_KEYS)) {
        taints.add(
            Tree.of("key", key, "value", dice.pick(TAINT_VALUES), "effect", dice.pick(EFFECTS)));
      }
    }
    return taints;
  }

  private Map<String, Object> amounts() {
    boolean scarce = features.contains(Feature.RESOURCES);
    return Tree.of(
        "cpu",
        scarce ? dice.pick(List.of("1", "2", "1500m", "2.5", "0")) : "16",
        "memory",
        scarce ? dice.pick(List.of("1Gi", "2Gi", "2000000Ki", "3e9", "1")) : "64Gi",
        "pods",
        scarce ? dice.pick(List.of("3", "6", "110")) : "110",
        "ephemeral-storage",
        dice.pickOrNull(20, List.of("1Gi", "10Gi")),
        "example.com/gpu",
        dice.pickOrNull(50, List.of("0", "1", "2")),
        "hugepages-2Mi",
        dice.pickOrNull(50, List.of("0", "4Mi", "64Mi")));
  }
}
