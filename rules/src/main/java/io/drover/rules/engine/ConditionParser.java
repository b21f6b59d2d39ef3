package io.drover.rules.engine;

import io.drover.rules.engine.Condition.All;
import io.drover.rules.engine.Condition.Any;
import io.drover.rules.engine.Condition.Constraint;
import io.drover.rules.engine.Condition.Pattern;
import io.drover.rules.engine.Condition.Quantified;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the conditions of a rule: patterns, {@code not}, {@code exists}, {@code and}, {@code or}.
 */
final class ConditionParser {
  static final String ALLOWED = "only patterns, not, exists, and, or are allowed as conditions";

  private final Cursor cursor;

  ConditionParser(Cursor cursor) {
    this.cursor = cursor;
  }

  /** Everything up to {@code then}. */
  All parse() {
    List<Condition> parts = new ArrayList<>();
    while (!cursor.sees("then")) {
      parts.add(any());
    }
    return new All(parts);
  }

  private Condition any() {
    List<Condition> parts = new ArrayList<>(List.of(all()));
    while (cursor.takes("or")) {
      parts.add(all());
    }
    return parts.size() == 1 ? parts.getFirst() : new Any(parts);
  }

  private Condition all() {
    List<Condition> parts = new ArrayList<>(List.of(one()));
    while (cursor.takes("and")) {
      parts.add(one());
    }
    return parts.size() == 1 ? parts.getFirst() : new All(parts);
  }

  private Condition one() {
    if (cursor.sees("not") || cursor.sees("exists")) {
      cursor.down();
      Token word = cursor.take();
      Condition inner = one();
      cursor.up();
      if (!plain(inner)) {
        throw new Unreadable(
            word.line(), word.text() + " takes one pattern, or several with and between them");
      }
      return new Quantified(word.is("not"), inner);
    }
    if (cursor.takes("(")) {
      cursor.down();
      Condition inner = any();
      cursor.expect(")");
      cursor.up();
      return inner;
    }
    return pattern();
  }

  private static boolean plain(Condition inner) {
    return inner instanceof Pattern
        || (inner instanceof All(List<Condition> parts)
            && parts.stream().allMatch(Pattern.class::isInstance));
  }

  private Pattern pattern() {
    Token variable = variable();
    if (!cursor.sees(Token.Kind.WORD) || !cursor.ahead().is("(")) {
      if (cursor.sees(Token.Kind.END)) {
        throw cursor.wrong("needs then");
      }
      throw cursor.wrong(ALLOWED + "; there is none");
    }
    Token type = cursor.take();
    if (Character.isLowerCase(type.text().charAt(0))) {
      throw new Unreadable(type.line(), type.text() + " is not allowed; " + ALLOWED);
    }
    int inside = cursor.expect("(").start() + 1;
    List<Constraint> constraints = constraints();
    if (cursor.sees("from") || cursor.sees("over") || cursor.sees("@")) {
      throw cursor.wrong(
          "from, accumulate, groupby, collect, windows and annotations are not allowed;");
    }
    return new Pattern(variable, type, inside, constraints);
  }

  private List<Constraint> constraints() {
    List<Constraint> constraints = new ArrayList<>();
    if (!cursor.sees(")")) {
      do {
        constraints.add(constraint());
      } while (cursor.takes(","));
    }
    if (cursor.sees(";")) {
      throw cursor.wrong("fields are named, not told by their place;");
    }
    cursor.expect(")");
    if (constraints.size() > cursor.form().constraints()) {
      throw new Unreadable(
          cursor.peek().line(),
          "a pattern has at most "
              + cursor.form().constraints()
              + " constraints, this has "
              + constraints.size());
    }
    return constraints;
  }

  private Constraint constraint() {
    Token variable = variable();
    return new Constraint(variable, ExpressionParser.parse(cursor));
  }

  private @Nullable Token variable() {
    if (!cursor.ahead().is(":")) {
      return null;
    }
    if (!cursor.sees(Token.Kind.VARIABLE)) {
      throw cursor.wrong("the name of a variable begins with $;");
    }
    Token variable = cursor.take();
    cursor.expect(":");
    return variable;
  }
}
