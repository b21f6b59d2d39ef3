package io.drover.rules.scheduling;

import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.SelectorTerm;
import io.drover.rules.facts.Taint;
import io.drover.rules.facts.Weighted;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which of the nodes that take a pod kube-scheduler would choose, by the score plugins that most
 * clusters run with their default weights: NodeResourcesFit (LeastAllocated, 1),
 * NodeResourcesBalancedAllocation (1), NodeAffinity (2) and TaintToleration (3). What pods would
 * rather have of each other is not in it.
 */
final class Scores {
  private static final int OF_NODE_AFFINITY = 2;
  private static final int OF_TAINTS = 3;

  private Scores() {}

  /** The node of the highest score, of equals the first; null if there is none. */
  static @Nullable NodeSpace best(PodFact pod, PodClass pods, List<NodeSpace> nodes) {
    if (nodes.size() < 2) {
      return nodes.isEmpty() ? null : nodes.getFirst();
    }
    long mostWished = nodes.stream().mapToLong(node -> wished(pod, node)).max().orElse(0);
    long mostUnwelcome = nodes.stream().mapToLong(node -> unwelcome(pod, node)).max().orElse(0);
    NodeSpace best = null;
    double highest = Double.NEGATIVE_INFINITY;
    for (NodeSpace node : nodes) {
      double score =
          room(pods, node)
              + OF_NODE_AFFINITY * share(wished(pod, node), mostWished)
              + OF_TAINTS * (1 - share(unwelcome(pod, node), mostUnwelcome));
      if (score > highest) {
        highest = score;
        best = node;
      }
    }
    return best;
  }

  /** Both scores by amounts: how much is left, and how evenly cpu and memory are taken. */
  private static double room(PodClass pods, NodeSpace node) {
    double cpu = node.shareWith(pods.asks(), ResourceTable.CPU);
    double memory = node.shareWith(pods.asks(), ResourceTable.MEMORY);
    double left = 1 - (cpu + memory) / 2;
    double balanced = 1 - Math.abs(cpu - memory) / 2;
    return left + balanced;
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  private static long wished(PodFact pod, NodeSpace node) {
    List<Weighted<SelectorTerm>> wishes = pod.preferences().nodes();
    return wishes.isEmpty()
        ? 0
        : wishes.stream()
            .filter(wish -> Wishes.matches(wish.term(), node.labels()))
            .mapToLong(Weighted::weight)
            .sum();
  }

  private static long unwelcome(PodFact pod, NodeSpace node) {
    return node.taints().isEmpty()
        ? 0
        : node.taints().stream()
            .filter(taint -> taint.effect() == Taint.Effect.PREFER_NO_SCHEDULE)
            .filter(
                taint -> pod.needs().nodes().tolerations().stream().noneMatch(t -> t.covers(taint)))
            .count();
  }
}
