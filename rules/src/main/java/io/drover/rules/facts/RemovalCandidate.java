package io.drover.rules.facts;

/**
 * A node that a plan would remove, in figures, as the safety rules see it: how many of its pods
 * stand in the way of a drain, and why.
 *
 * @param barePods without a controller that would replace them
 * @param localStoragePods that would lose data, not allowed by annotation
 * @param unsafePods whose owner said safe-to-evict "false"
 * @param systemPods in kube-system without a disruption budget, other than of DaemonSets
 * @param budgetBlockedPods whose disruption budget allows nothing now
 * @param interrupted whether the machine goes anyway
 */
public record RemovalCandidate(
    NodeName node,
    GroupName group,
    int barePods,
    int localStoragePods,
    int unsafePods,
    int systemPods,
    int budgetBlockedPods,
    boolean interrupted) {

  /** The same node as if every disruption budget allowed what is asked. */
  public RemovalCandidate withoutBudgets() {
    return new RemovalCandidate(
        node, group, barePods, localStoragePods, unsafePods, systemPods, 0, interrupted);
  }
}
