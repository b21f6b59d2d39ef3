package io.drover.rules.facts;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How long a piece of thinking may go on, an evaluation of rules or a packing: a wall clock in
 * production, counted steps in simulation and tests. It is asked at every step, so the answer must
 * be cheap.
 */
@FunctionalInterface
public interface Budget {
  /** Never spent: for what ends by itself. */
  Budget UNLIMITED = () -> false;

  /** Whether it must stop now; once true, always true. */
  boolean spent();

  /** A budget of so many questions, the same on every machine. */
  static Budget ofSteps(long steps) {
    AtomicLong left = new AtomicLong(steps);
    return () -> left.get() <= 0 || left.decrementAndGet() < 0;
  }
}
