package io.drover.rules.engine;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where compiled rules ask whether they must stop. Public only because rule code, which lives in
 * another class loader, calls {@link #check} at each method entry and each backward branch.
 */
public final class Deadline {
  /** A scoped value would say the same, and takes several times as long to look up. */
  private static final ThreadLocal<@Nullable Meter> METER = new ThreadLocal<>();

  private Deadline() {}

  /** Stops the evaluation once its budget is spent; outside an evaluation it does nothing. */
  public static void check() {
    Meter meter = METER.get();
    if (meter != null) {
      meter.step();
    }
  }

  /**
   * A condition that always holds, asked for each pair that a join makes: where an index finds the
   * pairs, no code of the rule would run between them.
   */
  public static boolean goesOn(Object joined) {
    Meter meter = METER.get();
    if (meter != null) {
      meter.pair();
    }
    return true;
  }

  /** Runs what the meter bounds. */
  static <T> T under(Meter meter, Supplier<T> work) {
    Meter outer = METER.get();
    METER.set(meter);
    try {
      return work.get();
    } finally {
      if (outer == null) {
        METER.remove();
      } else {
        METER.set(outer);
      }
    }
  }

  /** An error, not an exception: no handler of Drools catches it. */
  static final class Spent extends Error {
    private static final long serialVersionUID = 1;

    Spent(String text) {
      super(text, null, false, false);
    }
  }
}
