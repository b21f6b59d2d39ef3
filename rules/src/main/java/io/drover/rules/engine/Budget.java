package io.drover.rules.engine;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How long an evaluation of rules may go on: a wall clock in production, counted steps in
 * simulation and tests. It is asked at every step of a rule, so the answer must be cheap.
 */
@FunctionalInterface
public interface Budget {
  /** Whether the evaluation must stop now; once true, always true. */
  boolean spent();

  /** A budget of so many questions, the same on every machine. */
  static Budget ofSteps(long steps) {
    AtomicLong left = new AtomicLong(steps);
    return () -> left.get() <= 0 || left.decrementAndGet() < 0;
  }
}
