package io.drover.verticles.cluster.embedded;

import io.drover.rules.facts.Company;
import io.drover.rules.facts.Delta;
import io.drover.rules.facts.Fact;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeLoad;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.PodFact.Scheduling;
import io.drover.rules.facts.PodKey;
import io.drover.rules.facts.PodNeeds;
import io.drover.rules.facts.Resources;
import io.drover.rules.facts.Taint;
import io.drover.rules.facts.World;
import io.drover.rules.scheduling.ClusterModel;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A scheduler of the cluster in memory: the filters are those of {@code rules.scheduling}, the
 * order of the nodes that are left is that of kube-scheduler's default plugins {@code
 * TaintToleration} (weight 3), {@code NodeResourcesFit} with {@code LeastAllocated} and {@code
 * NodeResourcesBalancedAllocation} (weight 1 each); of equals the first by name is taken.
 */
final class EmbeddedScheduler {
  private static final double TAINT_WEIGHT = 3;

  private final World world;
  private final TreeMap<PodKey, PodFact> waiting = new TreeMap<>();
  private ClusterModel model;
  private boolean roomMayHaveCome;

  EmbeddedScheduler(World world) {
    this.world = world;
    this.model = new ClusterModel(world);
  }

  void saw(@Nullable Fact was, @Nullable Fact is) {
    model.apply(is != null ? new Delta.Put(is) : new Delta.Drop(told(was).key()));
    if (was instanceof PodFact pod) {
      waiting.remove(pod.podKey());
      roomMayHaveCome |= is == null;
    }
    if (is instanceof PodFact pod && waits(pod)) {
      waiting.put(pod.podKey(), pod);
    }
    roomMayHaveCome |= was instanceof NodeFact || is instanceof NodeFact;
  }

  private static Fact told(@Nullable Fact was) {
    if (was == null) {
      throw new IllegalArgumentException("a change is of something");
    }
    return was;
  }

  private static boolean waits(PodFact pod) {
    Scheduling state = pod.state().scheduling();
    return pod.state().deletingSince() == null
        && (state == Scheduling.WAITING || state == Scheduling.UNSCHEDULABLE);
  }

  /**
   * Looks for a place for each pod that waits: all of them where room may have come up, else those
   * that are new.
   *
   * @param bind told of each pod and its node, empty where none takes it
   */
  void schedule(BiConsumer<PodFact, Optional<NodeName>> bind) {
    if (model.worn()) {
      model = new ClusterModel(world);
    }
    boolean all = roomMayHaveCome;
    roomMayHaveCome = false;
    Set<PodNeeds> inVain = Collections.newSetFromMap(new IdentityHashMap<>());
    for (PodFact pod : List.copyOf(waiting.values())) {
      if (all || pod.state().scheduling() == Scheduling.WAITING) {
        Optional<NodeName> node = inVain.contains(pod.needs()) ? Optional.empty() : best(pod);
        if (node.isEmpty() && pod.needs().company().equals(Company.ANY)) {
          inVain.add(pod.needs());
        }
        bind.accept(pod, node);
      }
    }
  }

  private Optional<NodeName> best(PodFact pod) {
    var refused = model.refusals(pod).keySet();
    List<NodeFact> left =
        world.nodes().stream().filter(node -> !refused.contains(node.name().value())).toList();
    int mostTaints = left.stream().mapToInt(EmbeddedScheduler::softTaints).max().orElse(0);
    NodeFact best = null;
    double most = Double.NEGATIVE_INFINITY;
    for (NodeFact node : left) {
      double spared = mostTaints == 0 ? 1 : 1 - (double) softTaints(node) / mostTaints;
      double score = TAINT_WEIGHT * spared + room(node, pod);
      if (score > most) {
        most = score;
        best = node;
      }
    }
    return Optional.ofNullable(best).map(NodeFact::name);
  }

  private static int softTaints(NodeFact node) {
    return (int)
        node.shape().taints().stream()
            .filter(taint -> taint.effect() == Taint.Effect.PREFER_NO_SCHEDULE)
            .count();
  }

  /** How much stays free with the pod there, and how evenly cpu and memory are used: 0 to 2. */
  private double room(NodeFact node, PodFact pod) {
    NodeLoad load = world.load(node.name());
    double cpu = used(node, pod, load.cpuMillis(), Resources.CPU);
    double memory = used(node, pod, load.memoryBytes(), Resources.MEMORY);
    return 1 - (cpu + memory) / 2 + 1 - Math.abs(cpu - memory) / 2;
  }

  private static double used(NodeFact node, PodFact pod, long before, String resource) {
    long there = node.shape().allocatable().get(resource);
    long asked = before + pod.needs().requests().get(resource);
    return there == 0 ? 1 : Math.min(1, (double) asked / there);
  }
}
