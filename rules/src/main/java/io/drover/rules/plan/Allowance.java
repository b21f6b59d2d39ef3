package io.drover.rules.plan;

import io.drover.rules.facts.DisruptionBudgetFact;
import io.drover.rules.facts.PodFact;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What PodDisruptionBudgets still let go while removals are decided: each pod that will be evicted
 * takes one off the budgets that cover it (Cluster Autoscaler, {@code core/scaledown/pdb}).
 */
public final class Allowance {
  private final Map<String, List<Left>> byNamespace = new HashMap<>();
  private final Map<PodsAlike, List<Left>> covering = new HashMap<>();

  public Allowance(Collection<DisruptionBudgetFact> budgets) {
    for (DisruptionBudgetFact budget : budgets) {
      byNamespace
          .computeIfAbsent(budget.namespace(), any -> new ArrayList<>())
          .add(new Left(budget));
    }
  }

  /** A budget, and how many evictions it has left. */
  private static final class Left {
    private final DisruptionBudgetFact budget;
    private int evictions;

    private Left(DisruptionBudgetFact budget) {
      this.budget = budget;
      this.evictions = budget.blocks() ? 0 : budget.disruptionsAllowed();
    }
  }

  /** A budget that would let some of the pods go, and has let others go that use it up. */
  public Optional<DisruptionBudgetFact> usedUp(Collection<PodFact> pods) {
    return asked(pods).keySet().stream()
        .filter(one -> one.evictions == 0 && !one.budget.blocks())
        .map(one -> one.budget)
        .findFirst();
  }

  /** Whether each budget has room for all of the pods that it covers at the same time. */
  public boolean allAtOnce(Collection<PodFact> pods) {
    return asked(pods).entrySet().stream()
        .allMatch(one -> one.getKey().evictions >= one.getValue());
  }

  /** The pods will be evicted. */
  public void take(Collection<PodFact> pods) {
    asked(pods).forEach((one, many) -> one.evictions = Math.max(0, one.evictions - many));
  }

  /** What the budget has left. */
  public int left(DisruptionBudgetFact budget) {
    return byNamespace.getOrDefault(budget.namespace(), List.of()).stream()
        .filter(one -> one.budget.equals(budget))
        .mapToInt(one -> one.evictions)
        .findFirst()
        .orElse(0);
  }

  /** How many of the pods each budget covers. */
  private Map<Left, Integer> asked(Collection<PodFact> pods) {
    Map<Left, Integer> asked = new HashMap<>();
    for (PodFact pod : pods) {
      covering(pod).forEach(one -> asked.merge(one, 1, Integer::sum));
    }
    return asked;
  }

  /** Pods that the same budgets cover. */
  private record PodsAlike(String namespace, Map<String, String> labels) {}

  private List<Left> covering(PodFact pod) {
    List<Left> some = byNamespace.getOrDefault(pod.podKey().namespace(), List.of());
    return some.isEmpty()
        ? some
        : covering.computeIfAbsent(
            new PodsAlike(pod.podKey().namespace(), pod.identity().labels()),
            any -> some.stream().filter(one -> one.budget.covers(pod)).toList());
  }
}
