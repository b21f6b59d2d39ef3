package io.drover.rules.scheduling;

import io.drover.rules.facts.Budget;
import io.drover.rules.facts.PodFact;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The pass after pods with company were placed: each node becomes as cheap as its pods allow, the
 * dearest give pods to what is left free on others, and the emptiest are dissolved. Every filter is
 * asked again, and a pod that others count on stays where it is.
 */
final class CompanyImprovement {
  /** How many of the dearest nodes are tried to be relieved. */
  private static final int MOST_RELIEVED = 200;

  /** How many of the emptiest nodes are tried to be dissolved. */
  private static final int MOST_DISSOLVED = 200;

  /** How many others each node is tried to be merged with. */
  private static final int MOST_PARTNERS = 24;

  private final PlannedNodes planned;
  private final ClusterModel model;
  private final List<Offer> offers;
  private final Budget budget;

  CompanyImprovement(PlannedNodes planned, ClusterModel model, List<Offer> offers, Budget budget) {
    this.planned = planned;
    this.model = model;
    this.offers = offers;
    this.budget = budget;
  }

  void run() {
    shrink();
    dissolveTheEmptiest();
    if (relieveTheDearest()) {
      shrink();
    }
    mergeInPairs();
  }

  /** Makes each node as cheap as its pods allow. */
  void shrink() {
    planned.all().forEach(planned::shrink);
  }

  private void dissolveTheEmptiest() {
    planned.all().stream()
        .sorted(
            Comparator.comparingDouble((PlannedNodes.Planned node) -> node.space().fullness())
                .thenComparing(node -> node.space().name()))
        .limit(MOST_DISSOLVED)
        .takeWhile(node -> !budget.spent())
        .forEach(planned::dissolve);
  }

  /** The cheapest first, each into one of the next ones that takes all its pods. */
  private void mergeInPairs() {
    List<PlannedNodes.Planned> partners =
        planned.all().stream()
            .sorted(
                Comparator.comparingLong(
                        (PlannedNodes.Planned node) -> offers.get(node.offer()).costMicros())
                    .thenComparing(node -> node.space().name()))
            .collect(Collectors.toCollection(ArrayList::new));
    for (PlannedNodes.Planned node : List.copyOf(partners)) {
      int from = partners.indexOf(node);
      boolean merged = false;
      for (int i = 1; i <= MOST_PARTNERS && i < partners.size() && !merged; i++) {
        merged = !budget.spent() && planned.merge(node, partners.get((from + i) % partners.size()));
      }
      if (merged) {
        partners.remove(node);
      }
    }
  }

  /** True if some pod has moved. Of pods that are alike one in vain is enough. */
  private boolean relieveTheDearest() {
    Set<PodClass> stuck = new HashSet<>();
    boolean moved = false;
    List<PlannedNodes.Planned> dearestFirst =
        planned.all().stream()
            .sorted(
                Comparator.comparingLong(
                        (PlannedNodes.Planned node) -> -offers.get(node.offer()).costMicros())
                    .thenComparing(node -> node.space().name()))
            .limit(MOST_RELIEVED)
            .takeWhile(node -> !budget.spent())
            .toList();
    for (PlannedNodes.Planned node : dearestFirst) {
      if (!planned.places().couldCostLess(node.offer())) {
        continue;
      }
      planned.close(node);
      for (PodFact pod : node.pods()) {
        if (!stuck.contains(model.classOf(pod)) && !budget.spent()) {
          boolean went = planned.move(pod, node);
          moved |= went;
          if (!went) {
            stuck.add(model.classOf(pod));
          }
        }
      }
    }
    return moved;
  }
}
