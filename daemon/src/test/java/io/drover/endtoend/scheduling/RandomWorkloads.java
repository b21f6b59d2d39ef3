package io.drover.endtoend.scheduling;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Workloads of equal pods, each with one or two wishes of where to run and beside whom; and one
 * that no node can ever take.
 */
final class RandomWorkloads {
  static final List<String> TIERS = List.of("x", "y");

  /** Pods of workloads so named can never run anywhere. */
  private static final String IMPOSSIBLE = "never";

  private static final int FEWEST = 6;
  private static final int MOST = 10;
  private static final int MOST_REPLICAS = 8;
  private static final List<Integer> HOST_PORTS = List.of(7070, 8080, 9090);

  private final Dice dice;
  private final String name;
  private final WorkloadPlaces places;
  private final WorkloadCompany company;

  RandomWorkloads(Dice dice, String name) {
    this.dice = dice;
    this.name = name;
    this.places = new WorkloadPlaces(dice);
    this.company = new WorkloadCompany(dice, name);
  }

  static String app(String name, int workload) {
    return name + "-w" + workload;
  }

  /** Classes whose pods go first and never push others out. */
  static List<Map<String, Object>> priorities() {
    List<Map<String, Object>> classes = new ArrayList<>();
    for (Map.Entry<String, Integer> each : Map.of("keen", 500, "eager", 1000).entrySet()) {
      classes.add(
          Tree.of(
              "apiVersion",
              "scheduling.k8s.io/v1",
              "kind",
              "PriorityClass",
              "metadata",
              Tree.of("name", each.getKey()),
              "value",
              each.getValue(),
              "preemptionPolicy",
              "Never"));
    }
    return classes;
  }

  List<Map<String, Object>> make() {
    List<Map<String, Object>> pods = new ArrayList<>();
    int workloads = dice.between(FEWEST, MOST);
    for (int w = 0; w < workloads; w++) {
      String app = app(name, w);
      pods.addAll(replicas(app, dice.between(1, MOST_REPLICAS), spec(app)));
    }
    if (dice.chance(30)) {
      String app = name + "-together";
      pods.addAll(replicas(app, dice.between(2, 3), together(app)));
    }
    pods.addAll(replicas(name + "-" + IMPOSSIBLE, dice.between(1, 3), impossible()));
    return pods;
  }

  private List<Map<String, Object>> replicas(String app, int count, Map<String, Object> spec) {
    String tier = dice.pick(TIERS);
    boolean versions = dice.chance(40);
    List<Map<String, Object>> pods = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String version = versions && dice.chance(50) ? "2" : "1";
      Map<String, Object> labels = Tree.of("app", app, "tier", tier, "version", version);
      pods.add(pod(app + "-" + i, labels, spec));
    }
    return pods;
  }

  static Map<String, Object> pod(
      String name, Map<String, Object> labels, Map<String, Object> spec) {
    return Tree.of(
        "apiVersion",
        "v1",
        "kind",
        "Pod",
        "metadata",
        Tree.of("name", name, "namespace", "default", "labels", labels),
        "spec",
        spec);
  }

  private Map<String, Object> spec(String app) {
    Map<String, Object> spec = Tree.of();
    boolean gpu = dice.chance(8);
    Integer port = dice.pickOrNull(88, HOST_PORTS);
    spec.putAll(
        running(
            Tree.of(
                "cpu",
                dice.pick(List.of("100m", "300m", "700m", "1500m")),
                "memory",
                dice.pick(List.of("64Mi", "500Mi", "2Gi"))),
            gpu,
            port));
    String priority = dice.pickOrNull(70, List.of("keen", "eager"));
    if (priority != null) {
      spec.put("priorityClassName", priority);
    }
    Map<String, Object> affinity = new LinkedHashMap<>();
    places.addTo(spec, affinity, gpu);
    company.addTo(spec, affinity, app);
    spec.put("affinity", affinity);
    return spec;
  }

  private static Map<String, Object> running(
      Map<String, Object> amounts, boolean gpu, @Nullable Integer port) {
    Map<String, Object> gpus = gpu ? Tree.of(Sold.GPU, "1") : Tree.of();
    Map<String, Object> requests = new LinkedHashMap<>(amounts);
    requests.putAll(gpus);
    Map<String, Object> container =
        Tree.of(
            "name",
            "main",
            "image",
            "none",
            "resources",
            Tree.of("requests", requests, "limits", gpus),
            "ports",
            port == null ? null : List.of(Tree.of("containerPort", 80, "hostPort", port)));
    return Tree.of("terminationGracePeriodSeconds", 0, "containers", List.of(container));
  }

  /** Few small pods that must share a node: large ones would meet full nodes. */
  private static Map<String, Object> together(String app) {
    Map<String, Object> spec = running(Tree.of("cpu", "50m", "memory", "16Mi"), false, null);
    spec.put("affinity", WorkloadCompany.together(app));
    return spec;
  }

  private Map<String, Object> impossible() {
    Map<String, Object> small = Tree.of("cpu", "100m", "memory", "64Mi");
    @Nullable Map<String, Object> selector = null;
    @Nullable Map<String, Object> affinity = null;
    switch (dice.between(0, 3)) {
      case 0 -> selector = Tree.of("disk", "none");
      case 1 -> small.put("cpu", "100");
      case 2 -> affinity = company.nearNobody();
      default -> affinity = Tree.of("nodeAffinity", WorkloadPlaces.contradiction());
    }
    Map<String, Object> spec = running(small, false, null);
    spec.putAll(Tree.of("nodeSelector", selector, "affinity", affinity));
    return spec;
  }
}
