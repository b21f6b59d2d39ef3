package io.drover.rules.engine;

/**
 * Where compiled rules ask whether they must stop. Public only because rule code, which lives in
 * another class loader, calls {@link #check} at each method entry and each backward branch.
 */
public final class Deadline {
  private static final ScopedValue<Meter> METER = ScopedValue.newInstance();

  private Deadline() {}

  /** Stops the evaluation once its budget is spent; outside an evaluation it does nothing. */
  public static void check() {
    if (METER.isBound()) {
      METER.get().step();
    }
  }

  /**
   * A condition that always holds, asked for each pair that a join makes: where an index finds the
   * pairs, no code of the rule would run between them.
   */
  public static boolean goesOn(Object joined) {
    if (METER.isBound()) {
      METER.get().pair();
    }
    return true;
  }

  /** Runs what the meter bounds. */
  static <T> T under(Meter meter, ScopedValue.CallableOp<T, RuntimeException> work) {
    return ScopedValue.where(METER, meter).call(work);
  }

  /** An error, not an exception: no handler of Drools catches it. */
  static final class Spent extends Error {
    private static final long serialVersionUID = 1;

    Spent(String text) {
      super(text, null, false, false);
    }
  }
}
