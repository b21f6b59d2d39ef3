package io.drover.rules.plan;

import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.RemovalLimits;
import io.drover.rules.facts.World;
import java.util.Optional;

/**
 * The removals of a cluster that are under way, and what its limits leave room for (Cluster
 * Autoscaler, {@code core/scaledown/budgets}).
 *
 * <p>One group that goes whole may exceed the limits as long as neither is reached: it would starve
 * beside other nodes, and a group that is larger than a limit could never go.
 */
public final class UnderWay {
  private final RemovalLimits limits;
  private int all;
  private int drains;
  private boolean wholeAdmitted;

  /** Counts what has begun: nodes that had joined and are on their way out. */
  public UnderWay(World world, RemovalLimits limits) {
    this.limits = limits;
    for (ManagedNodeFact record : world.unsettledNodes()) {
      NodeName node = record.progress().nodeName();
      if (node != null && !record.counts() && !record.over()) {
        all++;
        boolean empty = record.phase() == ManagedNodeFact.Phase.TERMINATING;
        drains += !empty && drained(world, node) ? 1 : 0;
      }
    }
  }

  /** Whether pods must leave the node before it can go. */
  public static boolean drained(World world, NodeName node) {
    return world.podsOn(node).stream().anyMatch(PodFact::moves);
  }

  /** Which limit is reached. */
  public record Full(Reason reason, String detail) {}

  /** Why one more node may not go now, empty where it may. */
  public Optional<Full> full(boolean drained) {
    return reached(drained ? 1 : 0);
  }

  /** Why a whole group of so many nodes may not go now, of which some are drained. */
  public Optional<Full> full(int nodes, int drained) {
    Optional<Full> reached = reached(drained);
    if (reached.isPresent() || !wholeAdmitted) {
      return reached;
    }
    return all + nodes > limits.atOnce() || drains + drained > limits.drainsAtOnce()
        ? Optional.of(
            new Full(
                Reason.REMOVAL_LIMIT_REACHED,
                nodes + " nodes go together, and another whole group goes already"))
        : Optional.empty();
  }

  private Optional<Full> reached(int drained) {
    if (all >= limits.atOnce()) {
      return Optional.of(
          new Full(
              Reason.REMOVAL_LIMIT_REACHED,
              all + " nodes are on their way out, of at most " + limits.atOnce()));
    }
    return drained > 0 && drains >= limits.drainsAtOnce()
        ? Optional.of(
            new Full(
                Reason.DRAIN_LIMIT_REACHED,
                drains + " nodes are being drained, of at most " + limits.drainsAtOnce()))
        : Optional.empty();
  }

  /** One more node goes. */
  public void add(boolean drained) {
    all++;
    drains += drained ? 1 : 0;
  }

  /** A whole group goes. */
  public void add(int nodes, int drained) {
    all += nodes;
    drains += drained;
    wholeAdmitted = true;
  }
}
