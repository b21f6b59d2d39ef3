package io.drover.rules.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A rule with one thing changed in its conditions.
 *
 * @param near whether it is the change that is most easily made by mistake
 */
record Mutant(String path, int line, String change, String source, boolean near) {
  private static final List<String> COMPARING = List.of("==", "!=", "<", "<=", ">", ">=");
  private static final Map<String, String> NEAR =
      Map.of("==", "!=", "!=", "==", "<", "<=", "<=", "<", ">", ">=", ">=", ">");

  /** Beside a zero these mean the same, as what is counted or measured is never negative. */
  private static final Set<Set<String>> SAME_AT_ZERO =
      Set.of(Set.of("==", "<="), Set.of(">", "!="));

  /** Every mutant of a rule. */
  static List<Mutant> of(String path, String source) {
    List<Token> tokens = Lexer.cut(source).all();
    int from = index(tokens, "when");
    int to = index(tokens, "then");
    List<Mutant> mutants = new ArrayList<>();
    for (int i = from + 1; i < to; i++) {
      Token token = tokens.get(i);
      boolean zero = tokens.get(i + 1).is("0");
      changes(token, zero)
          .map(
              change ->
                  new Mutant(
                      path,
                      token.line(),
                      token.text() + " becomes " + (change.isEmpty() ? "nothing" : change),
                      replaced(source, token, change),
                      token.kind() == Token.Kind.NUMBER
                          || NEAR.getOrDefault(token.text(), change).equals(change)))
          .forEach(mutants::add);
    }
    return mutants;
  }

  private static int index(List<Token> tokens, String word) {
    return tokens.stream().map(token -> token.is(word)).toList().indexOf(true);
  }

  private static String replaced(String source, Token token, String with) {
    int end = token.start() + token.text().length();
    return source.substring(0, token.start()) + with + source.substring(end);
  }

  private static Stream<String> changes(Token token, boolean zero) {
    if (token.kind() == Token.Kind.NUMBER) {
      return Stream.of(
          token.text().contains(".")
              ? "%.2f".formatted(Double.parseDouble(token.text()) + 0.01)
              : String.valueOf(Integer.parseInt(token.text()) + 1));
    }
    if (COMPARING.contains(token.text())) {
      return COMPARING.stream()
          .filter(other -> !other.equals(token.text()))
          .filter(other -> !zero || !SAME_AT_ZERO.contains(Set.of(other, token.text())));
    }
    return switch (token.text()) {
      case "!", "not" -> Stream.of("");
      case "&&" -> Stream.of("||");
      case "||" -> Stream.of("&&");
      default -> Stream.of();
    };
  }

  @Override
  public String toString() {
    return path + ":" + line + ": " + change;
  }
}
