package io.drover.verticles.policies;

import io.drover.rules.explain.DecisionDiff;
import io.drover.rules.explain.Difference;
import java.util.Map;
import java.util.Optional;

/**
 * How much other policies may change at once without a confirmation.
 *
 * @param removals nodes that would go, or be let go, and would not have before
 * @param purchases nodes that would be bought and would not have been before
 */
public record PolicyGates(int removals, int purchases) {
  /** Why the change must be confirmed, empty if it need not be. */
  Optional<String> objection(Map<String, DecisionDiff> differences) {
    long endangered =
        differences.values().stream().mapToLong(diff -> diff.endangered().size()).sum();
    long bought =
        differences.values().stream().mapToLong(diff -> diff.added(Difference.What.BUY)).sum();
    if (endangered > removals) {
      return Optional.of(
          "it would have %d more nodes go, at most %d without a confirmation"
              .formatted(endangered, removals));
    }
    return bought > purchases
        ? Optional.of(
            "it would have %d more nodes bought, at most %d without a confirmation"
                .formatted(bought, purchases))
        : Optional.empty();
  }
}
