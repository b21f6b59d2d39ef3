package io.drover.verticles.time;

import java.time.Duration;

/** The only way to have something happen later, on the caller's own context. */
@FunctionalInterface
public interface Timers {
  /** Runs the task once after the delay (at least a millisecond). */
  Timer after(Duration delay, Runnable task);

  /** A task that has not run yet. */
  @FunctionalInterface
  interface Timer {
    /** Prevents the task from running; does nothing when it has run. */
    void cancel();
  }
}
