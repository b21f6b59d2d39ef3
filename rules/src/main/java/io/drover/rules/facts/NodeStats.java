package io.drover.rules.facts;

import java.time.Duration;

/**
 * A node of a node group in figures, as the scale-down rules see it. Fractions are 0..1 of the
 * node's allocatable.
 *
 * @param cpuRequested fraction that requests take, DaemonSet and mirror pods left out
 * @param memoryRequested the same of memory
 * @param pods pods that would have to move
 * @param threshold the group's utilisation threshold
 * @param age since the Node was created
 * @param protectedByOwner whether the do-not-disrupt annotation forbids removal
 */
public record NodeStats(
    NodeName node,
    GroupName group,
    double cpuRequested,
    double memoryRequested,
    int pods,
    double threshold,
    Duration age,
    boolean protectedByOwner) {

  /** The larger of the two fractions, as the Cluster Autoscaler compares it. */
  public double requested() {
    return Math.max(cpuRequested, memoryRequested);
  }
}
