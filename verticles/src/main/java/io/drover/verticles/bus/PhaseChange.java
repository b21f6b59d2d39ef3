package io.drover.verticles.bus;

import io.drover.rules.facts.ManagedNodeFact;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A record that has entered another phase.
 *
 * @param withNode whether its Node was there then
 */
public record PhaseChange(ManagedNodeFact before, ManagedNodeFact after, boolean withNode) {
  /** How long the phase before it took; empty where the clock was set back meanwhile. */
  public Optional<Duration> took() {
    return since(before.progress().since());
  }

  /** How long it has been since the record was made; empty as above. */
  public Optional<Duration> life() {
    return since(before.identity().createdAt());
  }

  private Optional<Duration> since(Instant begin) {
    return Optional.of(Duration.between(begin, after.progress().since()))
        .filter(took -> !took.isNegative());
  }
}
