package io.drover.verticles.cluster.kubernetes;

import io.drover.rules.facts.DisruptionBudgetFact;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetStatus;
import org.jspecify.annotations.Nullable;

/** A PodDisruptionBudget as a fact. */
final class BudgetProjection {
  private BudgetProjection() {}

  static DisruptionBudgetFact fact(PodDisruptionBudget budget) {
    ObjectMeta meta = budget.getMetadata();
    PodDisruptionBudgetStatus status =
        budget.getStatus() == null ? new PodDisruptionBudgetStatus() : budget.getStatus();
    Integer allowed = status.getDisruptionsAllowed();
    return new DisruptionBudgetFact(
        meta.getNamespace(),
        meta.getName(),
        Selectors.ofLabels(budget.getSpec() == null ? null : budget.getSpec().getSelector()),
        allowed == null ? 0 : allowed,
        number(status.getObservedGeneration()) >= number(meta.getGeneration()));
  }

  private static long number(@Nullable Long generation) {
    return generation == null ? 0 : generation;
  }
}
