package io.drover.rules.engine;

import java.util.List;

/**
 * A rule as it is written, its words not yet understood.
 *
 * @param plain the source without comments, each character at its place
 * @param imports dotted names
 * @param name the token that names the rule
 * @param reason what {@code @Reason} holds
 * @param then where the body begins
 */
record RuleText(
    String plain,
    List<Import> imports,
    Token name,
    Token reason,
    Condition.All conditions,
    Token then,
    List<Conclusion> conclusions) {
  RuleText {
    imports = List.copyOf(imports);
    conclusions = List.copyOf(conclusions);
  }

  /** One import; {@code name} ends with a star where it takes all of a package. */
  record Import(Token at, String name) {}

  /** One {@code insertLogical(new Type(values))}. */
  record Conclusion(Token type, List<Expression> values) {
    Conclusion {
      values = List.copyOf(values);
    }
  }
}
