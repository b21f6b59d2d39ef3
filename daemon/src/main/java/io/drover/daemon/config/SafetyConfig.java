package io.drover.daemon.config;

import java.time.Duration;

/**
 * Bounds on destruction that hold for every group.
 *
 * @param disruptionBudget nodes of a group that may be disrupted at once, where the group says
 *     nothing; default 10 %
 * @param maxUnhealthy share of unready nodes from which on nothing is removed; default 45 %
 * @param maxRequestedAfterRemoval what pods may ask for of the nodes that a removal leaves, of cpu
 *     and of memory; default 95 %
 * @param maxNodesPerPlan actions on nodes in one plan; default 20
 * @param maxRemovalsAtOnce nodes of a cluster that may be on their way out at once; default 20
 * @param maxDrainsAtOnce those of them that pods still have to leave; default 10
 */
public record SafetyConfig(
    CountOrPercent disruptionBudget,
    Percent maxUnhealthy,
    Percent maxRequestedAfterRemoval,
    int maxNodesPerPlan,
    int maxRemovalsAtOnce,
    int maxDrainsAtOnce,
    RemovalWindow maxRemovalsPerWindow,
    PolicyChange maxPolicyChange)
    implements ConfigPart {

  /**
   * How many nodes of a cluster may go within a sliding window.
   *
   * @param nodes default 20
   * @param window default 10 min
   */
  public record RemovalWindow(int nodes, Duration window) implements ConfigPart {}

  /**
   * How much an edited policy may change at once before somebody confirms it.
   *
   * @param removals nodes that would go, or be let go, and would not have before; default 5
   * @param purchases nodes that would be bought and would not have been before; default 20
   */
  public record PolicyChange(int removals, int purchases) implements ConfigPart {}
}
