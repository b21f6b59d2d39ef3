package io.drover.rules.facts;

/**
 * A node that a plan would remove, in figures, as the safety rules see it: how many of its pods
 * stand in the way of a drain, and why; and what its removal would leave. Pods annotated as safe to
 * evict are in nobody's way but their disruption budgets'.
 *
 * @param barePods without a controller that would replace them
 * @param orphanedPods whose controller is gone
 * @param customPods whose controller is of a kind that Kubernetes does not bring along
 * @param localStoragePods that would lose data, not allowed by annotation
 * @param unsafePods whose owner said safe-to-evict "false"
 * @param completingPods whose owner said safe-to-evict "on-completion"
 * @param systemPods in kube-system without a disruption budget, other than of DaemonSets and not
 *     older than an hour
 * @param budgetBlockedPods whose disruption budget allows nothing now
 * @param requestedAfter the larger fraction of cpu and memory that pods would ask for of the nodes
 *     of all groups that remain; above 1 where they do not suffice, 0 where it is not asked
 * @param requestedAllowed how much of it may be asked for, 0..1
 * @param protectedByOwner whether an annotation forbids its removal
 * @param held whether an annotation of its group forbids any removal
 * @param interrupted whether the machine goes anyway
 */
public record RemovalCandidate(
    NodeName node,
    GroupName group,
    int barePods,
    int orphanedPods,
    int customPods,
    int localStoragePods,
    int unsafePods,
    int completingPods,
    int systemPods,
    int budgetBlockedPods,
    double requestedAfter,
    double requestedAllowed,
    boolean protectedByOwner,
    boolean held,
    boolean interrupted) {

  /** The same node as if every disruption budget allowed what is asked. */
  public RemovalCandidate withoutBudgets() {
    return new RemovalCandidate(
        node,
        group,
        barePods,
        orphanedPods,
        customPods,
        localStoragePods,
        unsafePods,
        completingPods,
        systemPods,
        0,
        requestedAfter,
        requestedAllowed,
        protectedByOwner,
        held,
        interrupted);
  }
}
