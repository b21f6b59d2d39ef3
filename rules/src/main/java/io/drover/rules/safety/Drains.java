package io.drover.rules.safety;

import io.drover.rules.facts.DisruptionBudgetFact;
import io.drover.rules.facts.Owner;
import io.drover.rules.facts.PodFact;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What stands in the way of draining a node, in the figures that the safety rules see: the Cluster
 * Autoscaler's drain rules (pkg/simulator/drainability/rules), each counted for itself, so that
 * none of them hides another. Expendable pods stand in the way only by their disruption budgets, as
 * they too leave through the eviction API.
 */
final class Drains {
  /** As there, a system pod keeps its node for so long ({@code --blocking-system-pod-…}). */
  private static final Duration SYSTEM_PODS_BLOCK = Duration.ofHours(1);

  /**
   * Kinds of controllers that replace a pod that is evicted. Whoever else names a kind like that is
   * taken to do the same.
   */
  private static final Set<String> REPLACING =
      Set.of("ReplicaSet", "StatefulSet", "Job", "ReplicationController");

  private final Collection<DisruptionBudgetFact> budgets;
  private final int expendableBelow;
  private final Instant now;

  Drains(Collection<DisruptionBudgetFact> budgets, int expendableBelow, Instant now) {
    this.budgets = budgets;
    this.expendableBelow = expendableBelow;
    this.now = now;
  }

  /** How many pods stand in the way, each once for each reason. */
  record InTheWay(
      int bare,
      int orphaned,
      int custom,
      int localStorage,
      int unsafe,
      int completing,
      int system,
      int budgetBlocked) {}

  /**
   * Counts them.
   *
   * @param orphaned whether a pod's controller is known to be gone
   */
  InTheWay of(List<PodFact> podsOnNode, Predicate<PodFact> orphaned) {
    List<PodFact> leaving = podsOnNode.stream().filter(Drains::mustLeave).toList();
    List<PodFact> wanted =
        leaving.stream().filter(pod -> !pod.expendable(expendableBelow)).toList();
    List<PodFact> unsaid =
        wanted.stream().filter(pod -> pod.traits().consent() != PodFact.Consent.GIVEN).toList();
    return new InTheWay(
        count(unsaid, pod -> pod.traits().owner() == null),
        count(unsaid, orphaned),
        count(unsaid, Drains::ofCustomKind),
        count(unsaid, pod -> pod.traits().localStorage()),
        count(wanted, pod -> pod.heldByOwner(now)),
        count(wanted, pod -> pod.traits().consent() == PodFact.Consent.ON_COMPLETION),
        count(unsaid, this::youngSystemPod),
        count(leaving, this::blocked));
  }

  static boolean mustLeave(PodFact pod) {
    return pod.moves();
  }

  /**
   * Whether it cannot be evicted now: a budget of it is spent, or it has several, which the
   * eviction API answers with an error whatever they allow (Kubernetes, {@code
   * registry/core/pod/storage}).
   */
  boolean blocked(PodFact pod) {
    List<DisruptionBudgetFact> own = budgets.stream().filter(budget -> budget.covers(pod)).toList();
    return own.size() > 1 || own.stream().anyMatch(DisruptionBudgetFact::blocks);
  }

  private static boolean ofCustomKind(PodFact pod) {
    Owner owner = pod.traits().owner();
    return owner != null && !REPLACING.contains(owner.kindAlone());
  }

  private boolean youngSystemPod(PodFact pod) {
    return pod.podKey().namespace().equals("kube-system")
        && now.isBefore(pod.identity().createdAt().plus(SYSTEM_PODS_BLOCK))
        && budgets.stream().noneMatch(budget -> budget.covers(pod));
  }

  private static int count(List<PodFact> pods, Predicate<PodFact> which) {
    return Math.toIntExact(pods.stream().filter(which).count());
  }
}
