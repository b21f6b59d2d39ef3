package io.drover.rules.facts;

/**
 * A node whose instance was announced to be taken away, as the spot rules see it.
 *
 * @param drainInterrupted whether its group wants it drained when an interruption is announced
 * @param drainRecommended the same when a rebalance is recommended
 * @param announced nodes of its group that are announced to go, for whatever reason
 * @param groupNodes that count as the group's capacity
 * @param stormShare fraction 0..1 of the group's nodes; while more are announced to go, its owner
 *     calls it a storm
 */
public record InterruptedNode(
    NodeName node,
    GroupName group,
    InterruptionFact.Kind kind,
    boolean drainInterrupted,
    boolean drainRecommended,
    int announced,
    int groupNodes,
    double stormShare) {

  /** Fraction 0..1 of the group's nodes that are announced to go. */
  public double announcedShare() {
    return groupNodes == 0 ? 0 : (double) announced / groupNodes;
  }
}
