package io.drover.rules.safety;

import io.drover.rules.facts.DisruptionBudgetFact;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.PodFact;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A managed node as a fresh read past every cache found it.
 *
 * @param readAt when the read began
 * @param record null when there is no such {@code ManagedNode}
 * @param group of the record, null when there is none
 * @param node that the record names, null when there is none
 * @param pods bound to the node, finished ones left out
 * @param budgets of the pods' namespaces
 */
public record LiveView(
    Instant readAt,
    @Nullable ManagedNodeFact record,
    @Nullable NodeGroupFact group,
    @Nullable NodeFact node,
    List<PodFact> pods,
    List<DisruptionBudgetFact> budgets) {
  public LiveView {
    pods = List.copyOf(pods);
    budgets = List.copyOf(budgets);
  }
}
