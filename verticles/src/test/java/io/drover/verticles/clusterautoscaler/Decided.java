package io.drover.verticles.clusterautoscaler;

import io.drover.rules.plan.Action;
import io.drover.rules.plan.Plan;
import io.drover.rules.plan.Planned;
import io.drover.rules.plan.Reason;
import io.drover.rules.plan.Rejection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a plan does with nodes. */
record Decided(Plan plan) {
  /** The removals, in the plan's order. */
  List<Action.RemoveNode> removals() {
    List<Action.RemoveNode> removals = new ArrayList<>();
    for (Planned planned : plan.actions()) {
      if (planned.action() instanceof Action.RemoveNode remove) {
        removals.add(remove);
      }
    }
    return removals;
  }

  /** Since when the plan newly notes the node as unneeded. */
  Optional<Instant> marked(String node) {
    return plan.actions().stream()
        .map(Planned::action)
        .filter(Action.MarkCandidate.class::isInstance)
        .map(Action.MarkCandidate.class::cast)
        .filter(mark -> mark.node().value().equals(node))
        .map(Action.MarkCandidate::since)
        .findFirst();
  }

  /** Whether the plan takes the note away that the node is unneeded. */
  boolean cleared(String node) {
    return plan.actions().stream()
        .map(Planned::action)
        .anyMatch(
            action ->
                action instanceof Action.ClearCandidate clear && clear.node().value().equals(node));
  }

  /** Why it stays; empty where the plan says nothing of it. */
  Optional<Reason> stays(String node) {
    return plan.rejections().stream()
        .filter(rejection -> rejection.subject().equals("node " + node))
        .map(Rejection::reason)
        .findFirst();
  }

  /** Whether its pods have room elsewhere and no rule keeps it, be it time to go or not. */
  boolean unneeded(String node) {
    return marked(node).isPresent()
        || removals().stream().anyMatch(one -> one.node().value().equals(node))
        || stays(node).filter(Reason.NOT_UNNEEDED_LONG_ENOUGH::equals).isPresent();
  }
}
