package io.drover.rules.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What may stand between {@code when} and {@code then}. */
sealed interface Condition {
  /**
   * A fact of a type for which all constraints hold.
   *
   * @param variable that stands for the fact; null if none does
   * @param at the type's name
   * @param inside the first character after the opening bracket
   */
  record Pattern(@Nullable Token variable, Token at, int inside, List<Constraint> constraints)
      implements Condition {
    public Pattern {
      constraints = List.copyOf(constraints);
    }

    String type() {
      return at.text();
    }
  }

  /** One constraint of a pattern: binds a variable to a field, or must hold. */
  record Constraint(@Nullable Token variable, Expression expression) {}

  /** There is no such fact, or there is one; what is inside binds nothing outside. */
  record Quantified(boolean not, Condition inner) implements Condition {}

  /** Each of them. */
  record All(List<Condition> parts) implements Condition {
    public All {
      parts = List.copyOf(parts);
    }
  }

  /** At least one of them. */
  record Any(List<Condition> parts) implements Condition {
    public Any {
      parts = List.copyOf(parts);
    }
  }
}
