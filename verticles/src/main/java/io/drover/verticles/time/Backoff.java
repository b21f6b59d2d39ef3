package io.drover.verticles.time;

import java.time.Duration;

/**
 * Waiting times that double from {@code first} up to {@code most}, each spread by ±20 % so that
 * many callers do not come back together.
 */
public record Backoff(Duration first, Duration most) {
  private static final double SPREAD = 0.2;

  /** The wait after so many failures in a row (1 = the first). */
  public Duration after(int failures, Chance chance) {
    int doublings = Math.clamp(failures - 1, 0, 20);
    long millis = Math.min(most.toMillis(), first.toMillis() << doublings);
    double factor = 1 - SPREAD + 2 * SPREAD * chance.next();
    return Duration.ofMillis(Math.max(1, Math.round(millis * factor)));
  }
}
