package io.drover.verticles.time;

import io.drover.rules.facts.Budget;
import java.time.Duration;

/**
 * So much wall time for one evaluation of rules. It reads the process' own counter of nanoseconds,
 * for it is asked at every step of a rule and must not be moved by the clock's corrections. Not for
 * several threads.
 */
public final class WallClockBudget implements Budget {
  private final long end;
  private final int every;
  private int asked;

  public WallClockBudget(Duration duration) {
    this(duration, 1);
  }

  /**
   * Of steps that are shorter than it takes to look at a clock.
   *
   * @param every how many of them there are to a look
   */
  public WallClockBudget(Duration duration, int every) {
    this.end = System.nanoTime() + duration.toNanos();
    this.every = every;
  }

  @Override
  public boolean spent() {
    asked++;
    return asked % every == 0 && System.nanoTime() - end >= 0;
  }
}
