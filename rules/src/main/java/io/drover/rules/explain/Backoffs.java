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
    return NodeGroupFact.Backoff.of(group, offering)
        .filter(backoff -> now.isBefore(backoff.until()))
        .findFirst()
        .map(backoff -> Finding.of(offering.toString(), Reason.OFFERING_IN_BACKOFF, text(backoff)));
  }

  private static String text(NodeGroupFact.Backoff backoff) {
    return backoff.failures() == 0
        ? "until %s: %s, of the whole account".formatted(backoff.until(), backoff.reason())
        : "until %s after %d times %s"
            .formatted(backoff.until(), backoff.failures(), backoff.reason());
  }
}
