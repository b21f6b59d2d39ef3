package io.drover.endtoend.scheduling;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Pods as the API server keeps them, defaulted and admitted. */
final class RandomPods {
  static final String THEN = "2026-11-20T10:00:00Z";

  private final Dice dice;
  private final RandomSelectors selectors;
  private final RandomCompany company;
  private final List<String> nodes;
  private final @Nullable RandomVolumes volumes;

  /**
   * Pods of a cluster.
   *
   * @param nodes names of its nodes
   * @param volumes what there is to mount, null if nothing
   */
  RandomPods(Dice dice, List<String> nodes, @Nullable RandomVolumes volumes) {
    this.dice = dice;
    this.selectors = new RandomSelectors(dice);
    this.company = new RandomCompany(dice, selectors);
    this.nodes = nodes;
    this.volumes = volumes;
  }

  /** One that stands on a node, which may be gone; in few it has ended or is about to leave. */
  Map<String, Object> bound(String name, Set<Feature> features) {
    Map<String, Object> pod = pod(name, features);
    Map<String, Object> spec = part(pod, "spec");
    spec.put("nodeName", dice.chance(96) ? dice.pick(nodes) : "gone");
    Map<String, Object> status = Tree.of("phase", dice.chance(94) ? "Running" : "Succeeded");
    if (features.contains(Feature.RESOURCES) && dice.chance(25)) {
      new RandomResizes(dice).addTo(status, spec);
    }
    pod.put("status", status);
    if (dice.chance(10)) {
      part(pod, "metadata").put("deletionTimestamp", THEN);
      part(pod, "metadata").put("deletionGracePeriodSeconds", 30);
    }
    return pod;
  }

  /** One that no scheduler has looked at; in some it names its node itself. */
  Map<String, Object> pending(String name, Set<Feature> features) {
    Map<String, Object> pod = pod(name, features);
    if (features.contains(Feature.NODE_NAMES)) {
      part(pod, "spec").put("nodeName", dice.chance(90) ? dice.pick(nodes) : "nowhere");
    }
    pod.put("status", Tree.of("phase", "Pending"));
    return pod;
  }

  private Map<String, Object> pod(String name, Set<Feature> features) {
    String namespace = dice.pick(RandomCluster.NAMESPACES);
    Map<String, Object> labels = selectors.podLabels();
    Map<String, Object> metadata =
        Tree.of(
            "name",
            name,
            "namespace",
            namespace,
            "uid",
            "u-" + name,
            "resourceVersion",
            "1",
            "creationTimestamp",
            THEN,
            "labels",
            labels);
    Map<String, Object> spec = Tree.of("priority", 0, "schedulerName", "default-scheduler");
    new RandomContainers(dice, features).addTo(spec);
    spec.put("tolerations", tolerations(features));
    choose(spec, features);
    befriend(spec, labels, features);
    if (volumes != null) {
      volumes.mount(spec, metadata, features);
    }
    return Tree.of("apiVersion", "v1", "kind", "Pod", "metadata", metadata, "spec", spec);
  }

  /** Which nodes it may stand on. */
  private void choose(Map<String, Object> spec, Set<Feature> features) {
    if (features.contains(Feature.NODE_AFFINITY)) {
      Map<String, Object> selector = selectors.nodeSelector();
      if (selector != null) {
        spec.put("nodeSelector", selector);
      }
      if (selector == null || dice.chance(40)) {
        spec.put("affinity", Tree.of("nodeAffinity", selectors.nodeAffinity(nodes)));
      }
    }
  }

  /** Beside whom it may stand. */
  private void befriend(
      Map<String, Object> spec, Map<String, Object> labels, Set<Feature> features) {
    if (features.contains(Feature.SPREAD)) {
      spec.put("topologySpreadConstraints", company.spread(labels));
    }
    if (features.contains(Feature.AFFINITY)) {
      Map<String, Object> affinity = part(spec, "affinity");
      boolean near = dice.chance(50);
      if (near) {
        affinity.put("podAffinity", company.affinity(labels));
      }
      if (!near || dice.chance(20)) {
        affinity.put("podAntiAffinity", company.affinity(labels));
      }
    }
  }

  /** Those that admission gives to every pod, and others. */
  private List<Map<String, Object>> tolerations(Set<Feature> features) {
    List<Map<String, Object>> tolerations = new ArrayList<>();
    for (String key : List.of("not-ready", "unreachable")) {
      tolerations.add(
          Tree.of(
              "key",
              "node.kubernetes.io/" + key,
              "operator",
              "Exists",
              "effect",
              "NoExecute",
              "tolerationSeconds",
              300));
    }
    if (features.contains(Feature.TAINTS)) {
      for (int i = dice.between(0, 3); i > 0; i--) {
        tolerations.add(toleration(dice.pick(RandomNodes.TAINT_KEYS)));
      }
    }
    if (features.contains(Feature.CORDONS) && dice.chance(60)) {
      tolerations.add(toleration(RandomNodes.CORDON));
    }
    return tolerations;
  }

  private Map<String, Object> toleration(String key) {
    String operator = dice.pickOrNull(20, List.of("Exists", "Equal"));
    boolean exists = "Exists".equals(operator);
    return Tree.of(
        "key",
        exists && dice.chance(15) ? null : key,
        "operator",
        operator,
        "value",
        exists ? null : dice.pick(RandomNodes.TAINT_VALUES),
        "effect",
        dice.pickOrNull(40, RandomNodes.EFFECTS));
  }

  @SuppressWarnings("unchecked") // every part is made by Tree
  static Map<String, Object> part(Map<String, Object> whole, String key) {
    return (Map<String, Object>) whole.computeIfAbsent(key, any -> Tree.of());
  }
}
