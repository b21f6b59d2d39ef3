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
 * @param node that the record names, or that runs on its machine; null when there is none
 * @param pods bound to the node, finished ones left out
 * @param budgets of the pods' namespaces
 * @param seconds Nodes on the second machines of the record
 */
public record LiveView(
    Instant readAt,
    @Nullable ManagedNodeFact record,
    @Nullable NodeGroupFact group,
    @Nullable NodeFact node,
    List<PodFact> pods,
    List<DisruptionBudgetFact> budgets,
    List<NodeFact> seconds) {
  public LiveView {
    pods = List.copyOf(pods);
    budgets = List.copyOf(budgets);
    seconds = List.copyOf(seconds);
  }

  /** Where no second machine has joined. */
  public LiveView(
      Instant readAt,
      @Nullable ManagedNodeFact record,
      @Nullable NodeGroupFact group,
      @Nullable NodeFact node,
      List<PodFact> pods,
      List<DisruptionBudgetFact> budgets) {
    this(readAt, record, group, node, pods, budgets, List.of());
  }
}
