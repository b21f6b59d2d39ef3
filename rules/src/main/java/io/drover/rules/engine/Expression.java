package io.drover.rules.engine;

import java.util.List;

/** What may stand in a constraint or a conclusion: values, fields, comparisons, arithmetic. */
sealed interface Expression {
  /** Where it begins, or where its sign stands. */
  Token at();

  /** A number, a text, true, false or null. */
  record Literal(Token at) implements Expression {}

  /** A field of the pattern's fact, a variable, or a type. */
  record Name(Token at) implements Expression {}

  /**
   * A field or method of a value, or a constant or method of a type.
   *
   * @param called whether brackets follow
   */
  record Member(Token at, Expression of, boolean called, List<Expression> arguments)
      implements Expression {
    public Member {
      arguments = List.copyOf(arguments);
    }
  }

  /** Two sides with a sign or a word between them; {@code at} is the sign. */
  record Binary(Token at, Operator operator, Expression left, Expression right)
      implements Expression {}

  /** {@code !} or {@code -} before a value. */
  record Prefix(Token at, Expression of) implements Expression {
    boolean negates() {
      return at.is("!");
    }
  }

  /** Whether a value is one of several. */
  record In(Token at, Expression left, boolean not, List<Expression> values) implements Expression {
    public In {
      values = List.copyOf(values);
    }
  }
}
