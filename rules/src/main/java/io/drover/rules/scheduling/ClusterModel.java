package io.drover.rules.scheduling;

import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.PodKey;
import io.drover.rules.facts.PodNeeds;
import io.drover.rules.facts.World;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The serving nodes of a cluster and what is taken on them, to try changes on. It is built once per
 * plan and then changed in place; {@link #fork} and {@link #revert} undo by a log, not by copies.
 * Owned by one thread.
 */
public final class ClusterModel {
  private static final Comparator<NodeSpace> FULLEST_FIRST =
      Comparator.comparingDouble(NodeSpace::fullness).reversed().thenComparing(NodeSpace::name);

  private final TreeMap<String, NodeSpace> nodes = new TreeMap<>();
  private final TreeSet<NodeSpace> byFullness = new TreeSet<>(FULLEST_FIRST);
  private final Map<PodKey, Placement> placements = new HashMap<>();
  private final Map<PodNeeds, Fits> fits = new HashMap<>();
  private final UndoLog log = new UndoLog();
  private int nodesEver;
  private long roomGained;

  private record Placement(PodNeeds needs, NodeSpace node) {}

  /**
   * The nodes of the world that are ready and not being deleted, with the pods bound to them.
   *
   * @param leftOut nodes that are on their way out and must not be counted on
   */
  public ClusterModel(World world, Set<NodeName> leftOut) {
    for (NodeFact node : world.nodes()) {
      if (node.ready() && !node.identity().deleting() && !leftOut.contains(node.name())) {
        NodeSpace space = NodeSpace.of(node, nodesEver++);
        for (PodFact pod : world.podsOn(node.name())) {
          space.take(pod.needs());
          placements.put(pod.podKey(), new Placement(pod.needs(), space));
        }
        insert(space);
      }
    }
  }

  /** Counts on a node that is on its way. */
  public void addInFlight(String name, NodeTemplate template) {
    if (nodes.containsKey(name)) {
      throw new IllegalArgumentException("the model already has a node " + name);
    }
    NodeSpace space = NodeSpace.of(name, template, nodesEver++);
    insert(space);
    log.add(() -> delete(space));
  }

  /** Begins a trial, which {@link #commit} keeps and {@link #revert} undoes; trials nest. */
  public void fork() {
    log.mark();
  }

  /** Keeps what was done since the last {@link #fork}; an outer trial can still undo it. */
  public void commit() {
    log.keep();
  }

  /** Undoes everything since the last {@link #fork}. */
  public void revert() {
    log.undo();
  }

  /**
   * Puts the pod on the fullest node that takes it, ties by name, and counts it there.
   *
   * @param allowed names of the nodes that may be chosen
   * @return the node, empty if none takes it
   */
  public Optional<String> place(PodFact pod, Predicate<String> allowed) {
    if (placements.containsKey(pod.podKey())) {
      throw new IllegalArgumentException("the pod already stands on a node: " + pod.podKey());
    }
    NodeSpace chosen = choose(pod.needs(), allowed);
    if (chosen == null) {
      return Optional.empty();
    }
    take(pod.podKey(), pod.needs(), chosen);
    log.add(() -> release(pod.podKey()));
    return Optional.of(chosen.name());
  }

  /** Takes the pod from its node; nothing happens if it stands on none of the model. */
  public void remove(PodFact pod) {
    Placement placement = placements.get(pod.podKey());
    if (placement != null) {
      release(pod.podKey());
      log.add(() -> take(pod.podKey(), placement.needs(), placement.node()));
    }
  }

  /** From now on the node takes no more pods; those on it stay. */
  public void close(NodeName name) {
    NodeSpace node = nodes.get(name.value());
    if (node != null && !node.closed()) {
      node.closed(true);
      log.add(
          () -> {
            node.closed(false);
            roomGained++;
          });
    }
  }

  /** Why each node does not take the pod, by name; a node that would take it is left out. */
  public Map<String, WhyNot> refusals(PodFact pod) {
    Map<String, WhyNot> refusals = new TreeMap<>();
    for (NodeSpace node : nodes.values()) {
      WhyNot refusal =
          node.closed() ? NodeUnschedulable.REFUSAL : Predicates.refusal(pod.needs(), node);
      if (refusal != null) {
        refusals.put(node.name(), refusal);
      }
    }
    return refusals;
  }

  private @Nullable NodeSpace choose(PodNeeds needs, Predicate<String> allowed) {
    Fits known = fits.computeIfAbsent(needs, Fits::new);
    if (known.nowhere(roomGained)) {
      return null;
    }
    boolean allSeen = true;
    for (NodeSpace node : byFullness) {
      if (!node.closed() && known.takes(node)) {
        if (allowed.test(node.name())) {
          return node;
        }
        allSeen = false;
      }
    }
    if (allSeen) {
      known.nowhereSince(roomGained);
    }
    return null;
  }

  private void insert(NodeSpace space) {
    nodes.put(space.name(), space);
    byFullness.add(space);
    roomGained++;
  }

  private void delete(NodeSpace space) {
    nodes.remove(space.name());
    byFullness.remove(space);
  }

  private void take(PodKey pod, PodNeeds needs, NodeSpace node) {
    byFullness.remove(node);
    node.take(needs);
    byFullness.add(node);
    placements.put(pod, new Placement(needs, node));
  }

  private void release(PodKey pod) {
    Placement placement = placements.remove(pod);
    if (placement == null) {
      throw new IllegalStateException("undo of a placement that is not there: " + pod);
    }
    NodeSpace node = placement.node();
    byFullness.remove(node);
    node.release(placement.needs());
    byFullness.add(node);
    roomGained++;
  }
}
