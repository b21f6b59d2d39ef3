package io.drover.rules.engine;

import io.drover.rules.engine.RuleText.Conclusion;
import io.drover.rules.engine.RuleText.Import;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads a whole rule file: imports, then one rule. What it does not know is not allowed. */
final class RuleTextParser {
  private static final Map<String, String> REFUSED =
      Map.ofEntries(
          Map.entry("package", "a policy file has no package line"),
          Map.entry("unit", "rule units are not allowed"),
          Map.entry("function", "functions are not allowed"),
          Map.entry("global", "globals are not allowed"),
          Map.entry("declare", "declared types are not allowed"),
          Map.entry("query", "queries are not allowed"));
  private static final String BODY =
      "only insertLogical(new …); is allowed after then, any number of times";

  private final Lexer.Tokens tokens;
  private final Cursor cursor;

  private RuleTextParser(Lexer.Tokens tokens, EngineLimits limits) {
    this.tokens = tokens;
    this.cursor = new Cursor(tokens.all(), limits.form());
  }

  /** The rule, or {@link Unreadable}. */
  static RuleText parse(String source, EngineLimits limits) {
    return new RuleTextParser(Lexer.cut(source), limits).file();
  }

  private RuleText file() {
    List<Import> imports = new ArrayList<>();
    while (cursor.sees("import")) {
      imports.add(imported());
    }
    if (!cursor.sees("rule")) {
      throw new Unreadable(cursor.peek().line(), notARule());
    }
    cursor.take();
    Token name = cursor.expect(Token.Kind.TEXT, "its name in double quotes");
    try {
      return rule(imports, name);
    } catch (Unreadable wrong) {
      throw wrong.in(name.text());
    }
  }

  private String notARule() {
    Token token = cursor.peek();
    String attribute = "attribute " + token.text() + " is not allowed";
    return switch (token.kind()) {
      case END -> "a policy file has one rule, this has none";
      case WORD ->
          cursor.ahead().kind() == Token.Kind.TEXT || cursor.ahead().kind() == Token.Kind.NUMBER
              ? attribute
              : REFUSED.getOrDefault(
                  token.text(),
                  "a policy file has imports and one rule, not "
                      + token.text()
                      + Nearest.hint(token.text(), List.of("import", "rule")));
      case VARIABLE, NUMBER, TEXT, SIGN ->
          "a policy file has imports and one rule, not " + token.told();
    };
  }

  private Import imported() {
    cursor.take();
    if (cursor.sees("static") || cursor.sees("function") || cursor.sees("accumulate")) {
      throw new Unreadable(
          cursor.peek().line(), "imports of functions are not allowed, only those of types");
    }
    Token first = cursor.expect(Token.Kind.WORD, "a type");
    StringBuilder name = new StringBuilder(first.text());
    while (cursor.takes(".")) {
      name.append('.').append(cursor.sees("*") ? cursor.take().text() : word());
    }
    cursor.takes(";");
    return new Import(first, name.toString());
  }

  private String word() {
    return cursor.expect(Token.Kind.WORD, "a name").text();
  }

  private RuleText rule(List<Import> imports, Token name) {
    if (cursor.sees("extends")) {
      throw cursor.wrong("rules that extend others are not allowed;");
    }
    Token reason = reason(name);
    if (!cursor.sees("when")) {
      throw cursor.sees(Token.Kind.WORD) && !cursor.sees("then")
          ? new Unreadable(
              cursor.peek().line(), "attribute " + cursor.peek().text() + " is not allowed")
          : cursor.wrong("needs when");
    }
    cursor.take();
    Condition.All conditions = new ConditionParser(cursor).parse();
    Token then = cursor.expect("then");
    if (cursor.sees("[")) {
      throw cursor.wrong("a rule has one body, without a name;");
    }
    List<Conclusion> conclusions = conclusions();
    if (cursor.sees("rule")) {
      throw new Unreadable(cursor.peek().line(), "a policy file has one rule, this has more");
    }
    if (!cursor.sees(Token.Kind.END)) {
      throw new Unreadable(cursor.peek().line(), notARule());
    }
    return new RuleText(tokens.plain(), imports, name, reason, conditions, then, conclusions);
  }

  private Token reason(Token name) {
    if (!cursor.sees("@")) {
      throw new Unreadable(name.line(), "has no @Reason(NAME)");
    }
    cursor.take();
    Token annotation = cursor.expect(Token.Kind.WORD, "Reason");
    if (!annotation.is("Reason")) {
      throw new Unreadable(
          annotation.line(),
          "annotation " + annotation.text() + " is not allowed; only @Reason(NAME) is");
    }
    cursor.expect("(");
    Token reason = cursor.expect(Token.Kind.WORD, "one of Drover's reasons");
    cursor.expect(")");
    if (cursor.sees("@")) {
      throw cursor.wrong("only one annotation, @Reason(NAME), is allowed;");
    }
    return reason;
  }

  private List<Conclusion> conclusions() {
    List<Conclusion> conclusions = new ArrayList<>();
    while (!cursor.takes("end")) {
      if (cursor.sees(Token.Kind.END)) {
        throw cursor.wrong("needs end");
      }
      if (!cursor.sees("insertLogical")) {
        throw new Unreadable(cursor.peek().line(), BODY + ", not " + cursor.peek().told());
      }
      conclusions.add(conclusion());
    }
    if (conclusions.isEmpty()) {
      throw cursor.wrong("concludes nothing; " + BODY + ",");
    }
    if (conclusions.size() > cursor.form().conclusions()) {
      throw cursor.wrong("has more than " + cursor.form().conclusions() + " conclusions");
    }
    return conclusions;
  }

  private Conclusion conclusion() {
    cursor.take();
    cursor.expect("(");
    cursor.expect("new");
    Token type = cursor.expect(Token.Kind.WORD, "a conclusion");
    cursor.expect("(");
    List<Expression> values = new ArrayList<>();
    if (!cursor.sees(")")) {
      do {
        values.add(ExpressionParser.parse(cursor));
      } while (cursor.takes(","));
    }
    cursor.expect(")");
    cursor.expect(")");
    cursor.expect(";");
    return new Conclusion(type, values);
  }
}
