package io.drover.rules.engine;

import io.drover.rules.engine.Expression.Binary;
import io.drover.rules.engine.Expression.In;
import io.drover.rules.engine.Expression.Literal;
import io.drover.rules.engine.Expression.Member;
import io.drover.rules.engine.Expression.Name;
import io.drover.rules.engine.Expression.Prefix;
import java.util.List;
import java.util.Set;

/**
 * Tells of which kind an expression is, and refuses what compares or calculates across kinds: much
 * of that compiles, and means something else than it says.
 */
final class ExpressionKinds {
  private final Scope scope;

  private ExpressionKinds(Scope scope) {
    this.scope = scope;
  }

  static Kind of(Expression expression, Scope scope) {
    return new ExpressionKinds(scope).kind(expression);
  }

  /** A constraint is something that holds or does not. */
  static void constraint(Expression expression, Scope scope) {
    Kind kind = of(expression, scope);
    if (kind.family() != Kind.Family.TRUTH) {
      throw new Unreadable(
          expression.at().line(),
          Told.of(expression)
              + " is "
              + kind.told()
              + "; a constraint is a comparison, or a field that is true or false");
    }
  }

  private Kind kind(Expression expression) {
    return switch (expression) {
      case Literal literal -> literal(literal.at());
      case Name name -> scope.meaning(name.at());
      case Member member -> member(member);
      case Prefix prefix -> prefix(prefix);
      case In in -> in(in);
      case Binary binary -> binary(binary, kind(binary.left()), kind(binary.right()));
    };
  }

  /** In a body the same signs would be Java's, which compares texts and times by identity. */
  private void condition(Token at) {
    if (scope.fact() == null) {
      throw new Unreadable(
          at.line(), at.text() + " is not allowed after then; what is compared stands before it");
    }
  }

  private static Kind literal(Token at) {
    return switch (at.kind()) {
      case TEXT -> Kind.TEXT;
      case NUMBER -> at.text().contains(".") ? Kind.DECIMAL_NUMBER : Kind.WHOLE_NUMBER;
      case WORD, VARIABLE, SIGN, END -> at.is("null") ? Kind.NOTHING : Kind.TRUTH;
    };
  }

  private Kind member(Member member) {
    List<Kind> arguments = member.arguments().stream().map(this::kind).toList();
    Kind of = kind(member.of());
    Kind kind = MemberKinds.of(member, of, arguments);
    if (scope.fact() == null && !member.called() && of.family() != Kind.Family.TYPE) {
      throw new Unreadable(
          member.at().line(), "after then, write " + member.at().text() + "() with brackets");
    }
    return kind;
  }

  private Kind prefix(Prefix prefix) {
    Kind kind = kind(prefix.of());
    boolean fits = prefix.negates() ? kind.family() == Kind.Family.TRUTH : kind.number();
    if (!fits) {
      throw new Unreadable(
          prefix.at().line(),
          prefix.at().text()
              + " stands before "
              + (prefix.negates() ? "what is true or false" : "a number")
              + ", not "
              + kind.told());
    }
    return kind;
  }

  private Kind in(In in) {
    condition(in.at());
    Kind left = kind(in.left());
    if (in.values().isEmpty()) {
      throw new Unreadable(in.at().line(), "in needs values in its brackets");
    }
    for (Expression value : in.values()) {
      Mismatch.refuse(in.at(), Operator.EQUAL, in.left(), left, value, kind(value));
    }
    return Kind.TRUTH;
  }

  private Kind binary(Binary binary, Kind left, Kind right) {
    Operator operator = binary.operator();
    if (operator.joins()) {
      condition(binary.at());
      truth(binary, binary.left(), left);
      truth(binary, binary.right(), right);
      return Kind.TRUTH;
    }
    if (operator.equates() || operator.orders() || operator.ofTexts()) {
      condition(binary.at());
      Mismatch.refuse(binary.at(), operator, binary.left(), left, binary.right(), right);
      return Kind.TRUTH;
    }
    return calculated(binary, left, right);
  }

  private static void truth(Binary binary, Expression side, Kind kind) {
    if (kind.family() != Kind.Family.TRUTH) {
      throw new Unreadable(
          binary.at().line(),
          binary.at().text()
              + " stands between comparisons; "
              + Told.of(side)
              + " is "
              + kind.told());
    }
  }

  private static Kind calculated(Binary binary, Kind left, Kind right) {
    if (!left.number() || !right.number()) {
      Kind wrong = left.number() ? right : left;
      throw new Unreadable(
          binary.at().line(),
          binary.at().text() + " calculates with numbers only, not with " + wrong.told());
    }
    boolean decimal = left.family() == Kind.Family.DECIMAL || right.family() == Kind.Family.DECIMAL;
    boolean divides = Set.of("/", "%").contains(binary.at().text());
    if (divides && !decimal) {
      throw new Unreadable(
          binary.at().line(),
          binary.at().text()
              + " between whole numbers loses the fraction and fails at zero; make one a decimal,"
              + " as in 4.0");
    }
    return decimal ? Kind.DECIMAL_NUMBER : Kind.WHOLE_NUMBER;
  }
}
