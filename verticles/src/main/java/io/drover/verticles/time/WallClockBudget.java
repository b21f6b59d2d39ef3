package io.drover.verticles.time;

import io.drover.rules.facts.Budget;
import java.time.Duration;

/**
 * So much wall time for one evaluation of rules. It reads the process' own counter of nanoseconds,
 * for it is asked at every step of a rule and must not be moved by the clock's corrections.
 */
public final class WallClockBudget implements Budget {
  private final long end;

  public WallClockBudget(Duration duration) {
    this.end = System.nanoTime() + duration.toNanos();
  }

  @Override
  public boolean spent() {
    return System.nanoTime() - end >= 0;
  }
}
