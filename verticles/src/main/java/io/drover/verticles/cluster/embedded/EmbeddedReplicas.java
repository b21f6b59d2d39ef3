package io.drover.verticles.cluster.embedded;

import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.PodKey;
import io.drover.rules.facts.World;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The pods of one workload that are not ending. */
final class EmbeddedReplicas {
  private final TreeMap<PodKey, PodFact> alive = new TreeMap<>();
  private EmbeddedWorkload workload;

  EmbeddedReplicas(EmbeddedWorkload workload) {
    this.workload = workload;
  }

  EmbeddedWorkload workload() {
    return workload;
  }

  void become(EmbeddedWorkload next) {
    workload = next;
  }

  /** One of its pods is so now; null if it is no more. */
  void saw(PodKey key, @Nullable PodFact pod) {
    if (pod == null || pod.state().deletingSince() != null) {
      alive.remove(key);
    } else {
      alive.put(key, pod);
    }
  }

  int missing() {
    return Math.max(0, workload.replicas() - alive.size());
  }

  boolean gone() {
    return workload.replicas() == 0 && alive.isEmpty();
  }

  /**
   * As the ReplicaSet controller chooses: pods that wait go first, then those with the most fellows
   * on their node, then the youngest.
   */
  List<PodFact> surplus() {
    int many = alive.size() - workload.replicas();
    if (many <= 0) {
      return List.of();
    }
    Map<NodeName, Integer> fellows = new HashMap<>();
    Map<PodKey, Integer> rank = new HashMap<>();
    for (PodFact pod : alive.values()) {
      NodeName node = pod.state().nodeName();
      rank.put(
          pod.podKey(), node == null ? Integer.MAX_VALUE : fellows.merge(node, 1, Integer::sum));
    }
    return alive.values().stream()
        .sorted(
            Comparator.comparing((PodFact pod) -> rank.get(pod.podKey()))
                .thenComparing(pod -> pod.identity().createdAt())
                .reversed())
        .limit(many)
        .toList();
  }

  /** How many of them serve: they are bound to nodes that are ready. */
  int healthy(World world) {
    return (int) alive.values().stream().filter(pod -> serves(pod, world)).count();
  }

  private static boolean serves(PodFact pod, World world) {
    NodeName node = pod.state().nodeName();
    return node != null && world.node(node).filter(NodeFact::ready).isPresent();
  }
}
