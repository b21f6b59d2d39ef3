package io.drover.rules.safety;

import io.drover.rules.facts.DisruptionBudgetFact;
import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.RemovalCandidate;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/**
 * What stands in the way of draining a node, in the figures that the safety rules see. Expendable
 * pods do so only by their disruption budgets, as they too leave through the eviction API.
 */
final class Drains {
  private final Collection<DisruptionBudgetFact> budgets;
  private final int expendableBelow;

  Drains(Collection<DisruptionBudgetFact> budgets, int expendableBelow) {
    this.budgets = budgets;
    this.expendableBelow = expendableBelow;
  }

  RemovalCandidate candidate(
      NodeName node, GroupName group, List<PodFact> podsOnNode, boolean interrupted) {
    List<PodFact> leaving = podsOnNode.stream().filter(Drains::mustLeave).toList();
    List<PodFact> wanted =
        leaving.stream().filter(pod -> !pod.expendable(expendableBelow)).toList();
    return new RemovalCandidate(
        node,
        group,
        count(wanted, pod -> pod.traits().owner() == null && !saidSafe(pod)),
        count(wanted, pod -> pod.traits().localStorage() && !saidSafe(pod)),
        count(wanted, pod -> Boolean.FALSE.equals(pod.traits().safeToEvict())),
        count(wanted, this::unguardedSystemPod),
        count(leaving, this::blocked),
        interrupted);
  }

  static boolean mustLeave(PodFact pod) {
    return pod.moves();
  }

  boolean blocked(PodFact pod) {
    return budgets.stream().anyMatch(budget -> budget.covers(pod) && budget.blocks());
  }

  private boolean unguardedSystemPod(PodFact pod) {
    return pod.podKey().namespace().equals("kube-system")
        && !saidSafe(pod)
        && budgets.stream().noneMatch(budget -> budget.covers(pod));
  }

  private static boolean saidSafe(PodFact pod) {
    return Boolean.TRUE.equals(pod.traits().safeToEvict());
  }

  private static int count(List<PodFact> pods, Predicate<PodFact> which) {
    return Math.toIntExact(pods.stream().filter(which).count());
  }
}
