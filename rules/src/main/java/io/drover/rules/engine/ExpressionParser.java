package io.drover.rules.engine;

import io.drover.rules.engine.Expression.Binary;
import io.drover.rules.engine.Expression.In;
import io.drover.rules.engine.Expression.Literal;
import io.drover.rules.engine.Expression.Member;
import io.drover.rules.engine.Expression.Name;
import io.drover.rules.engine.Expression.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one expression. A comparison compares two sides; chains and half comparisons are none. */
final class ExpressionParser {
  private static final Map<String, Operator> COMPARING =
      Map.of(
          "==", Operator.EQUAL,
          "!=", Operator.UNEQUAL,
          "<", Operator.LESS,
          "<=", Operator.AT_MOST,
          ">", Operator.MORE,
          ">=", Operator.AT_LEAST,
          "contains", Operator.CONTAINS);
  private static final Set<String> WORDS_REFUSED =
      Set.of(
          "matches",
          "memberOf",
          "excludes",
          "soundslike",
          "instanceof",
          "new",
          "eval",
          "after",
          "before",
          "coincides",
          "during",
          "finishes",
          "includes",
          "meets",
          "overlaps",
          "starts");

  private final Cursor cursor;
  private int terms;

  private ExpressionParser(Cursor cursor) {
    this.cursor = cursor;
  }

  static Expression parse(Cursor cursor) {
    return new ExpressionParser(cursor).or();
  }

  private Expression or() {
    Expression left = and();
    while (cursor.sees("||")) {
      left = new Binary(cursor.take(), Operator.OR, left, and());
    }
    return left;
  }

  private Expression and() {
    Expression left = comparison();
    while (cursor.sees("&&")) {
      left = new Binary(cursor.take(), Operator.AND, left, comparison());
    }
    return left;
  }

  private Expression comparison() {
    Expression left = sum();
    Token sign = cursor.peek();
    boolean not = sign.is("not");
    if (not) {
      cursor.take();
    }
    Expression whole = compared(left, not, cursor.peek());
    if (whole == null) {
      if (not) {
        throw cursor.wrong("after not needs in or contains");
      }
      return left;
    }
    if (COMPARING.containsKey(cursor.peek().text())) {
      throw cursor.wrong("needs a comma, && or ||");
    }
    return whole;
  }

  private @Nullable Expression compared(Expression left, boolean not, Token sign) {
    if (sign.is("in")) {
      cursor.take();
      cursor.expect("(");
      return new In(sign, left, not, list());
    }
    Operator operator = sign.is("str") && !not ? textOperator() : COMPARING.get(sign.text());
    if (operator == null || (not && operator != Operator.CONTAINS)) {
      return null;
    }
    if (!sign.is("str")) {
      cursor.take();
    }
    return new Binary(sign, not ? Operator.NOT_CONTAINS : operator, left, sum());
  }

  private Operator textOperator() {
    cursor.take();
    cursor.expect("[");
    Token which = cursor.take();
    cursor.expect("]");
    return switch (which.text()) {
      case "startsWith" -> Operator.STARTS_WITH;
      case "endsWith" -> Operator.ENDS_WITH;
      default ->
          throw new Unreadable(
              which.line(),
              "str[" + which.text() + "] is not allowed; str[startsWith] and str[endsWith] are");
    };
  }

  private Expression sum() {
    Expression left = product();
    while (cursor.sees("+") || cursor.sees("-")) {
      Token sign = cursor.take();
      left = new Binary(sign, sign.is("+") ? Operator.PLUS : Operator.MINUS, left, product());
    }
    return left;
  }

  private Expression product() {
    Expression left = prefixed();
    while (cursor.sees("*") || cursor.sees("/") || cursor.sees("%")) {
      Token sign = cursor.take();
      Operator operator =
          sign.is("*") ? Operator.TIMES : sign.is("/") ? Operator.DIVIDED : Operator.REMAINDER;
      left = new Binary(sign, operator, left, prefixed());
    }
    return left;
  }

  private Expression prefixed() {
    if (!cursor.sees("!") && !cursor.sees("-")) {
      return members(primary());
    }
    cursor.down();
    Token sign = cursor.take();
    Expression prefix = new Prefix(sign, prefixed());
    cursor.up();
    return prefix;
  }

  private Expression members(Expression first) {
    Expression of = first;
    while (cursor.takes(".")) {
      count();
      Token name = cursor.expect(Token.Kind.WORD, "a name");
      boolean called = cursor.takes("(");
      of = new Member(name, of, called, called ? list() : List.of());
    }
    return of;
  }

  private Expression primary() {
    count();
    if (cursor.takes("(")) {
      cursor.down();
      Expression inner = or();
      cursor.expect(")");
      cursor.up();
      return inner;
    }
    Token token = cursor.peek();
    if (WORDS_REFUSED.contains(token.text()) && token.kind() == Token.Kind.WORD) {
      throw new Unreadable(token.line(), token.text() + " is not allowed here");
    }
    return switch (token.kind()) {
      case NUMBER, TEXT -> new Literal(cursor.take());
      case VARIABLE -> new Name(cursor.take());
      case WORD ->
          Set.of("true", "false", "null").contains(token.text())
              ? new Literal(cursor.take())
              : new Name(cursor.take());
      case SIGN, END -> throw cursor.wrong("needs a field, a variable or a value");
    };
  }

  /** What stands up to the closing bracket, comma by comma. */
  private List<Expression> list() {
    cursor.down();
    List<Expression> all = new ArrayList<>();
    if (!cursor.sees(")")) {
      do {
        all.add(or());
      } while (cursor.takes(","));
    }
    cursor.expect(")");
    cursor.up();
    return all;
  }

  private void count() {
    if (++terms > cursor.form().terms()) {
      throw new Unreadable(
          cursor.peek().line(),
          "has more than " + cursor.form().terms() + " names and values in one constraint");
    }
  }
}
