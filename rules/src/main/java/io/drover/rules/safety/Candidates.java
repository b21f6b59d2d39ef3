package io.drover.rules.safety;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeLoad;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.Owner;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.RemovalCandidate;
import io.drover.rules.facts.Resources;
import io.drover.rules.facts.ServingNode;
import io.drover.rules.facts.World;
import io.drover.rules.plan.Succession;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The nodes of a world as the safety rules are asked about them. */
final class Candidates {
  private final World world;
  private final Drains drains;
  private final double allowed;
  private final Succession succession;
  private final Set<String> readable = new HashSet<>();
  private double cpuAsked;
  private double memoryAsked;
  private double cpu;
  private double memory;

  /**
   * Of a world.
   *
   * @param allowed what may be asked for of the nodes that remain, 0..1
   */
  Candidates(World world, int expendableBelow, double allowed, Instant now) {
    this.world = world;
    this.drains = new Drains(world.disruptionBudgets(), expendableBelow, now);
    this.allowed = allowed;
    this.succession = new Succession(world, now);
    world.owners().forEach(owner -> readable.add(owner.kind().text()));
    for (ServingNode node : world.servingNodes()) {
      NodeLoad load = node.load();
      cpuAsked += load.cpuMillis();
      memoryAsked += load.memoryBytes();
      cpu += node.cpuMillis();
      memory += node.memoryBytes();
    }
  }

  /** As it would be removed once room is bought for its pods: what is left then is enough. */
  RemovalCandidate replaced(NodeName name, GroupName group) {
    return of(name, group, 0, false);
  }

  /** As a plan would remove it. */
  RemovalCandidate of(NodeName name, GroupName group, boolean interrupted) {
    boolean replaced =
        world.recordsNaming(name).stream().anyMatch(one -> !succession.heirs(one).isEmpty());
    double after = replaced ? 0 : world.node(name).map(this::requestedAfter).orElse(0.0);
    return of(name, group, after, interrupted);
  }

  private RemovalCandidate of(
      NodeName name, GroupName group, double requestedAfter, boolean interrupted) {
    Optional<NodeFact> node = world.node(name);
    return candidate(
        name,
        group,
        drains.of(world.podsOn(name), this::orphaned),
        requestedAfter,
        allowed,
        node.map(NodeFact::protectedByOwner).orElse(false),
        world.group(group).filter(known -> !known.hold().isEmpty()).isPresent(),
        interrupted);
  }

  /** As a fresh read found it: what others leave is not read anew. */
  static RemovalCandidate of(
      LiveView view, NodeFact node, GroupName group, Limits limits, boolean interrupted) {
    Drains drains = new Drains(view.budgets(), limits.expendableBelow(), view.readAt());
    return candidate(
        node.name(),
        group,
        drains.of(view.pods(), pod -> false),
        0,
        limits.requestedAfterRemoval(),
        node.protectedByOwner(),
        view.group() != null && !view.group().hold().isEmpty(),
        interrupted);
  }

  private static RemovalCandidate candidate(
      NodeName node,
      GroupName group,
      Drains.InTheWay pods,
      double requestedAfter,
      double allowed,
      boolean protectedByOwner,
      boolean held,
      boolean interrupted) {
    return new RemovalCandidate(
        node,
        group,
        pods.bare(),
        pods.orphaned(),
        pods.custom(),
        pods.localStorage(),
        pods.unsafe(),
        pods.completing(),
        pods.system(),
        pods.budgetBlocked(),
        requestedAfter,
        allowed,
        protectedByOwner,
        held,
        interrupted);
  }

  /**
   * Whether its controller is not there any more. Of a kind of which nothing is known at all nobody
   * can tell: it may not be readable.
   */
  private boolean orphaned(PodFact pod) {
    Owner owner = pod.traits().owner();
    return owner != null
        && readable.contains(owner.kind())
        && world.owner(pod.podKey().namespace(), owner).isEmpty();
  }

  private double requestedAfter(NodeFact node) {
    // What is not ready takes nothing away that pods could use now.
    Resources less = node.ready() ? node.shape().allocatable() : Resources.NONE;
    return Math.max(
        fraction(cpuAsked, cpu - less.get(Resources.CPU)),
        fraction(memoryAsked, memory - less.get(Resources.MEMORY)));
  }

  /** Nothing of nothing is nothing; something of nothing is too much. */
  private static double fraction(double asked, double left) {
    return asked <= 0 ? 0 : left <= 0 ? Double.MAX_VALUE : asked / left;
  }
}
