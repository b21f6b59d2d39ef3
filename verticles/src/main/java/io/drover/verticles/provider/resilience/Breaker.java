package io.drover.verticles.provider.resilience;

import io.drover.verticles.time.Chance;
import io.drover.verticles.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Stops calls to an account that does not answer. After a wait a single call is let through; its
 * answer closes the breaker, its failure makes the next wait longer.
 */
final class Breaker {
  private final ResilienceSettings settings;
  private final Clock clock;
  private final Chance chance;
  private int failures;
  private int openings;
  private Instant probeAt = Instant.MIN;
  private boolean open;
  private boolean probing;

  Breaker(ResilienceSettings settings, Clock clock, Chance chance) {
    this.settings = settings;
    this.clock = clock;
    this.chance = chance;
  }

  boolean open() {
    return open;
  }

  /** Whether a call may go now; the one that goes while it is open is the probe. */
  boolean admits() {
    if (!open) {
      return true;
    }
    Instant now = clock.steady();
    if (now.isBefore(probeAt)) {
      return false;
    }
    probeAt = now.plus(settings.probeDeadline());
    probing = true;
    return true;
  }

  /** When the next probe may go, by the wall clock. */
  Instant probeAt() {
    return clock.now().plus(Duration.between(clock.steady(), probeAt));
  }

  void answered() {
    failures = 0;
    openings = 0;
    open = false;
    probing = false;
  }

  /** A call failed; one that was under way when the breaker opened tells nothing new. */
  void unreachable() {
    failures++;
    if (open ? probing : failures >= settings.opensAfter()) {
      open = true;
      probing = false;
      openings++;
      probeAt = clock.steady().plus(settings.probes().after(openings, chance));
    }
  }
}
