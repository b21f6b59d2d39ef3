package io.drover.rules.facts;

import java.time.Duration;

/**
 * A node of a node group in figures, as the scale-down rules see it. Fractions are 0..1 of the
 * node's allocatable.
 *
 * @param cpuRequested fraction that requests take, DaemonSet and mirror pods left out
 * @param memoryRequested the same of memory
 * @param gpuRequested the same of GPUs; -1 where it has none
 * @param pods pods that would have to move
 * @param threshold the group's utilisation threshold
 * @param age since the Node was created
 * @param protectedByOwner whether the do-not-disrupt annotation forbids removal
 * @param pricePerHour in US dollars, as its record has it
 * @param candidateFor since it is noted as unneeded; zero where it is not, or that is not known
 * @param lifetime from which age on it has expired; {@link #NEVER} where nodes of its group do not
 * @param used the larger fraction of cpu and memory that is really used; 0 where that is not known
 * @param drifted whether its group would not buy it like this any more: its offering is not one of
 *     the group's, or it lacks a label of the group's template
 * @param sick whether it is there and not ready
 * @param unreadyFor for how long it has not been ready; zero where it is, or nobody knows
 * @param replaced whether all nodes that were bought to take its place serve
 * @param terms what its group asks of a node before it goes
 */
public record NodeStats(
    NodeName node,
    GroupName group,
    double cpuRequested,
    double memoryRequested,
    double gpuRequested,
    int pods,
    double threshold,
    Duration age,
    boolean protectedByOwner,
    double pricePerHour,
    Duration candidateFor,
    Duration lifetime,
    double used,
    boolean drifted,
    boolean sick,
    Duration unreadyFor,
    boolean replaced,
    ScaleDownTerms terms) {
  /** Longer than any node lives: a hundred years. */
  public static final Duration NEVER = GroupStats.NEVER;

  /** Shares are given in hundredths of a percent; their sum is one as well. */
  private static final double BASIS_POINTS = 1e4;

  /**
   * What is compared with the threshold, as the Cluster Autoscaler does: of a node with GPUs their
   * fraction alone, as they are what it costs for; else the larger of the other two.
   */
  public double requested() {
    return gpuRequested >= 0 ? gpuRequested : Math.max(cpuRequested, memoryRequested);
  }

  /** Up to where requests leave it under-utilised: for a candidate, the hysteresis further up. */
  public double bound() {
    return candidateFor.isZero() || terms.hysteresis() == 0
        ? threshold
        : Math.round(BASIS_POINTS * (threshold + terms.hysteresis())) / BASIS_POINTS;
  }
}
