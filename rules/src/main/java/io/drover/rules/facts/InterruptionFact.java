package io.drover.rules.facts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A notice that an instance will be taken away.
 *
 * @param providerId the instance, in the form of {@code Node.spec.providerID}
 * @param deadline when it goes, null where the notice does not say
 */
public record InterruptionFact(
    String providerId, Kind kind, @Nullable Instant deadline, Instant receivedAt) {
  /** What is announced. */
  public enum Kind {
    INTERRUPTION,
    REBALANCE_RECOMMENDATION,
    SCHEDULED_MAINTENANCE
  }
}
