package io.drover.rules.engine;

import io.drover.rules.engine.Expression.Binary;
import io.drover.rules.engine.Expression.In;
import io.drover.rules.engine.Expression.Literal;
import io.drover.rules.engine.Expression.Member;
import io.drover.rules.engine.Expression.Name;
import io.drover.rules.engine.Expression.Prefix;
import java.util.stream.Stream;

/** Which variables an expression names. */
final class Variables {
  private Variables() {}

  static Stream<String> of(Expression expression) {
    return switch (expression) {
      case Literal literal -> Stream.empty();
      case Name name ->
          name.at().kind() == Token.Kind.VARIABLE ? Stream.of(name.at().text()) : Stream.empty();
      case Member member ->
          Stream.concat(of(member.of()), member.arguments().stream().flatMap(Variables::of));
      case Prefix prefix -> of(prefix.of());
      case In in -> Stream.concat(of(in.left()), in.values().stream().flatMap(Variables::of));
      case Binary binary -> Stream.concat(of(binary.left()), of(binary.right()));
    };
  }
}
