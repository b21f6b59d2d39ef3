package io.drover.endtoend.scheduling;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Nodes that nobody bought, of different sizes, and the pods that they run. */
final class StandingNodes {
  private static final String KUBELET = "drover.test/kubelet";
  private static final int MOST_PODS_EACH = 4;

  private final Dice dice;
  private final String name;
  private final int count;

  StandingNodes(Dice dice, String name, int count) {
    this.dice = dice;
    this.name = name;
    this.count = count;
  }

  List<Map<String, Object>> nodes() {
    List<Map<String, Object>> nodes = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      nodes.add(node(nodeName(n)));
    }
    return nodes;
  }

  /** Pods labelled as those that wait: they are company to them. */
  List<Map<String, Object>> pods() {
    List<Map<String, Object>> pods = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      for (int p = dice.between(0, MOST_PODS_EACH); p > 0; p--) {
        pods.add(pod("%s-standing-%d-%d".formatted(name, n, p), nodeName(n)));
      }
    }
    return pods;
  }

  private String nodeName(int n) {
    return name + "-n" + n;
  }

  private Map<String, Object> node(String nodeName) {
    Map<String, Object> room =
        Tree.of(
            "cpu",
            dice.pick(List.of("1", "2", "4")),
            "memory",
            dice.pick(List.of("2Gi", "8Gi")),
            "pods",
            dice.pick(List.of("6", "110")),
            "ephemeral-storage",
            "100Gi",
            Sold.GPU,
            dice.pickOrNull(80, List.of("1")));
    return Tree.of(
        "apiVersion",
        "v1",
        "kind",
        "Node",
        "metadata",
        Tree.of("name", nodeName, "labels", labels(nodeName)),
        "spec",
        Tree.of("unschedulable", dice.chance(10) ? true : null, "taints", taints()),
        "status",
        Tree.of("capacity", room, "allocatable", room));
  }

  private Map<String, Object> labels(String nodeName) {
    return Tree.of(
        KUBELET,
        "running",
        RandomNodes.HOST_NAME,
        nodeName,
        RandomNodes.ZONE,
        dice.pickOrNull(10, RandomNodes.ZONES),
        "kubernetes.io/os",
        "linux",
        "disk",
        dice.pickOrNull(40, List.of("ssd", "hdd")),
        Sold.RANK,
        dice.pickOrNull(40, List.of("1", "2", "10", "high")),
        "rack",
        dice.pickOrNull(60, List.of("k1", "k2")));
  }

  private @Nullable List<Map<String, Object>> taints() {
    return dice.chance(25)
        ? List.of(
            Tree.of(
                "key",
                "dedicated",
                "value",
                dice.pick(List.of("x", "y")),
                "effect",
                dice.pick(List.of("NoSchedule", "PreferNoSchedule"))))
        : null;
  }

  private Map<String, Object> pod(String podName, String nodeName) {
    String app = RandomWorkloads.app(name, dice.between(0, 4));
    Map<String, Object> labels = Tree.of("app", app, "tier", dice.pick(RandomWorkloads.TIERS));
    Map<String, Object> spec =
        Tree.of(
            "nodeName",
            nodeName,
            "terminationGracePeriodSeconds",
            0,
            "tolerations",
            List.of(Tree.of("operator", "Exists")),
            "affinity",
            dice.chance(15) ? new WorkloadCompany(dice, name).keepsAway() : null,
            "containers",
            List.of(
                Tree.of(
                    "name",
                    "main",
                    "image",
                    "none",
                    "resources",
                    Tree.of(
                        "requests",
                        Tree.of("cpu", dice.pick(List.of("50m", "200m")), "memory", "64Mi")))));
    return RandomWorkloads.pod(podName, labels, spec);
  }
}
