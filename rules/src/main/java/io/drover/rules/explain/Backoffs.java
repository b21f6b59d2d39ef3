package io.drover.rules.explain;

import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.OfferingId;
import io.drover.rules.plan.Reason;
import java.time.Instant;
import java.util.Optional;

/** Offerings of a group that are left out because they failed lately. */
final class Backoffs {
  private Backoffs() {}

  static Optional<Finding> of(NodeGroupFact group, OfferingId offering, Instant now) {
    return Optional.ofNullable(group.history().backoffs().get(offering.toString()))
        .filter(backoff -> now.isBefore(backoff.until()))
        .map(
            backoff ->
                Finding.of(
                    offering.toString(),
                    Reason.OFFERING_IN_BACKOFF,
                    "until %s after %d times %s"
                        .formatted(backoff.until(), backoff.failures(), backoff.reason())));
  }
}
