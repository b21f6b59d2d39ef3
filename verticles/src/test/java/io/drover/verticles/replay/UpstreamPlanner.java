package io.drover.verticles.replay;

import io.drover.rules.facts.DisruptionBudgetFact;
import io.drover.rules.facts.FactKey;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeLoad;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.Resources;
import io.drover.rules.facts.World;
import io.drover.rules.scheduling.ClusterModel;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.cluster.embedded.EmbeddedCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which nodes are unneeded, and since when, as {@code core/scaledown/planner} of the Cluster
 * Autoscaler finds it: at most half requested, all pods fit on other nodes, removals found before
 * in the same pass counted and the budgets of their pods spent; a node that cannot go is not looked
 * at again for five minutes. Its soft taint goes onto ten more nodes in each pass.
 */
final class UpstreamPlanner {
  private static final double THRESHOLD = 0.5;
  private static final Duration RECHECK = Duration.ofMinutes(5);
  private static final int TWICE_AT_ONCE = 20;
  private static final int MOST_TAINTS = 10;

  private final EmbeddedCluster cluster;
  private final UpstreamMachines machines;
  private final TreeMap<NodeName, Instant> since = new TreeMap<>();
  private final Map<NodeName, Instant> restsUntil = new HashMap<>();

  UpstreamPlanner(EmbeddedCluster cluster, UpstreamMachines machines) {
    this.cluster = cluster;
    this.machines = machines;
  }

  /** The node is not looked at for a while. */
  void rest(NodeName node, Instant now) {
    restsUntil.put(node, now.plus(RECHECK));
    since.remove(node);
  }

  /** Nodes that have been unneeded for so long, empty ones first. */
  List<NodeName> unneededFor(Duration duration, Instant now) {
    World world = cluster.now();
    return since.entrySet().stream()
        .filter(each -> !now.isBefore(each.getValue().plus(duration)))
        .map(Map.Entry::getKey)
        .sorted(Comparator.comparing(node -> !world.podsOn(node).isEmpty()))
        .toList();
  }

  void update(World world, ClusterModel model, Set<NodeName> going, Instant now) {
    Map<FactKey, Integer> allowed = new HashMap<>();
    world.disruptionBudgets().forEach(b -> allowed.put(b.key(), b.disruptionsAllowed()));
    TreeMap<NodeName, Instant> unneeded = new TreeMap<>();
    int most = since.size() + TWICE_AT_ONCE;
    model.fork();
    going.forEach(model::close);
    for (NodeFact node : candidates(world, going, now)) {
      if (unneeded.size() < most && frees(model, world, node, allowed)) {
        unneeded.put(node.name(), since.getOrDefault(node.name(), now));
      } else if (unneeded.size() < most) {
        restsUntil.put(node.name(), now.plus(RECHECK));
      }
    }
    model.revert();
    mark(world, unneeded);
    since.clear();
    since.putAll(unneeded);
  }

  private List<NodeFact> candidates(World world, Set<NodeName> going, Instant now) {
    List<NodeFact> all = new ArrayList<>();
    for (NodeFact node : world.nodes()) {
      boolean rests = now.isBefore(restsUntil.getOrDefault(node.name(), Instant.MIN));
      if (node.ready()
          && !going.contains(node.name())
          && !rests
          && used(world, node) <= THRESHOLD) {
        all.add(node);
      }
    }
    all.sort(
        Comparator.comparing((NodeFact node) -> !world.podsOn(node.name()).isEmpty())
            .thenComparing(node -> !since.containsKey(node.name())));
    return all;
  }

  /** By {@code simulator/utilization}: of a node with GPUs only these count. */
  private static double used(World world, NodeFact node) {
    Resources there = node.shape().allocatable();
    long gpus = there.get(Loads.GPU);
    if (gpus > 0) {
      long asked =
          world.podsOn(node.name()).stream()
              .mapToLong(pod -> pod.needs().requests().get(Loads.GPU))
              .sum();
      return (double) asked / gpus;
    }
    NodeLoad load = world.load(node.name());
    return Math.max(
        (double) load.cpuMillis() / there.get(Resources.CPU),
        (double) load.memoryBytes() / there.get(Resources.MEMORY));
  }

  private static boolean frees(
      ClusterModel model, World world, NodeFact node, Map<FactKey, Integer> allowed) {
    Map<FactKey, Integer> spent = new HashMap<>();
    model.fork();
    model.close(node.name());
    for (PodFact pod : world.podsOn(node.name())) {
      if (pod.state().deletingSince() != null) {
        continue;
      }
      for (DisruptionBudgetFact budget : world.disruptionBudgets()) {
        if (budget.covers(pod)) {
          spent.merge(budget.key(), 1, Integer::sum);
        }
      }
      model.remove(pod);
      if (model.place(pod, any -> true).isEmpty()) {
        model.revert();
        return false;
      }
    }
    if (spent.keySet().stream().anyMatch(key -> allowed.getOrDefault(key, 0) < 1)) {
      model.revert();
      return false;
    }
    model.commit();
    spent.forEach((key, times) -> allowed.merge(key, -times, Integer::sum));
    return true;
  }

  private static boolean marked(NodeFact node) {
    return node.shape().taints().stream()
        .anyMatch(taint -> taint.key().equals(NodeFact.CANDIDATE_TAINT));
  }

  private void mark(World world, Map<NodeName, Instant> unneeded) {
    int left = MOST_TAINTS;
    for (NodeFact node : List.copyOf(world.nodes())) {
      boolean marked = marked(node);
      boolean wanted = unneeded.containsKey(node.name());
      if (marked != wanted && left > 0) {
        left--;
        machines.ask(
            new ClusterCommand.MarkCandidate(
                node.name(), node.identity().uid(), wanted ? unneeded.get(node.name()) : null));
      }
    }
  }
}
