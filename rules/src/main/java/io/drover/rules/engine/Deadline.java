package io.drover.rules.engine;

import io.drover.rules.facts.Budget;

/**
 * Where compiled rules ask whether they must stop. Public only because rule code, which lives in
 * another class loader, calls {@link #check} at each method entry and each backward branch.
 */
public final class Deadline {
  private static final ScopedValue<Budget> BUDGET = ScopedValue.newInstance();

  private Deadline() {}

  /** Stops the evaluation once its budget is spent; outside an evaluation it does nothing. */
  public static void check() {
    if (BUDGET.isBound() && BUDGET.get().spent()) {
      throw new Spent();
    }
  }

  /**
   * A condition that always holds, asked for each pair that a join makes: where an index finds the
   * pairs, no code of the rule would run between them.
   */
  public static boolean goesOn(Object joined) {
    check();
    return true;
  }

  /** Runs under a budget. */
  static <T> T under(Budget budget, ScopedValue.CallableOp<T, RuntimeException> work) {
    return ScopedValue.where(BUDGET, budget).call(work);
  }

  /** An error, not an exception: no handler of Drools catches it. */
  static final class Spent extends Error {
    private static final long serialVersionUID = 1;

    Spent() {
      super("the budget is spent", null, false, false);
    }
  }
}
