package io.drover.rules.engine;

import io.drover.rules.engine.Expression.Binary;
import io.drover.rules.engine.Expression.In;
import io.drover.rules.engine.Expression.Literal;
import io.drover.rules.engine.Expression.Member;
import io.drover.rules.engine.Expression.Name;
import io.drover.rules.engine.Expression.Prefix;
import java.util.List;

/** Writes an expression as it is read. */
final class Told {
  private static final int LONGEST = 120;

  private Told() {}

  static String of(Expression expression) {
    String all = all(expression);
    return all.length() <= LONGEST ? all : all.substring(0, LONGEST) + " …";
  }

  private static String all(Expression expression) {
    return switch (expression) {
      case Literal literal -> literal(literal.at());
      case Name name -> name.at().text();
      case Member member ->
          all(member.of())
              + "."
              + member.at().text()
              + (member.called() ? "(" + list(member.arguments()) + ")" : "");
      case Prefix prefix -> prefix.at().text() + inner(prefix.of());
      case In in -> inner(in.left()) + (in.not() ? " not in (" : " in (") + list(in.values()) + ")";
      case Binary binary ->
          inner(binary.left()) + " " + binary.operator().sign() + " " + inner(binary.right());
    };
  }

  private static String literal(Token at) {
    return at.kind() == Token.Kind.TEXT ? "\"" + at.text() + "\"" : at.text();
  }

  private static String inner(Expression expression) {
    boolean bare = !(expression instanceof Binary) && !(expression instanceof In);
    return bare ? all(expression) : "(" + all(expression) + ")";
  }

  private static String list(List<Expression> all) {
    return String.join(", ", all.stream().map(Told::all).toList());
  }
}
