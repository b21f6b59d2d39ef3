package io.drover.doubles.cloud;

import java.time.Duration;
import java.time.Instant;

/**
 * A bucket of one second's worth of calls that refills steadily. Zero calls per second means no
 * limit.
 */
final class RateLimit {
  private final int callsPerSecond;
  private double tokens;
  private Instant filledAt;

  RateLimit(int callsPerSecond, Instant now) {
    this.callsPerSecond = callsPerSecond;
    this.tokens = callsPerSecond;
    this.filledAt = now;
  }

  boolean admits(Instant now) {
    if (callsPerSecond == 0) return true;
    double seconds = Duration.between(filledAt, now).toNanos() / 1e9;
    if (seconds > 0) {
      tokens = Math.min(callsPerSecond, tokens + seconds * callsPerSecond);
      filledAt = now;
    }
    if (tokens < 1) return false;
    tokens--;
    return true;
  }
}
