package io.drover.rules.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What names mean at a place of a rule.
 *
 * @param fact whose fields may be named; null in a body
 * @param variables bound so far
 */
record Scope(Vocabulary words, @Nullable Class<?> fact, Map<String, Kind> variables) {
  Scope {
    variables = Map.copyOf(variables);
  }

  Scope inside(Class<?> matched) {
    return new Scope(words, matched, variables);
  }

  Scope with(Token variable, Kind kind) {
    if (variables.containsKey(variable.text())) {
      throw new Unreadable(
          variable.line(), "variable " + variable.text() + " is bound already; take another name");
    }
    Map<String, Kind> more = new HashMap<>(variables);
    more.put(variable.text(), kind);
    return new Scope(words, fact, more);
  }

  /** What is bound in both, as the same. */
  Scope common(Scope other) {
    Map<String, Kind> both = new HashMap<>(variables);
    both.entrySet().removeIf(each -> !each.getValue().equals(other.variables.get(each.getKey())));
    return new Scope(words, fact, both);
  }

  Kind meaning(Token name) {
    return name.kind() == Token.Kind.VARIABLE ? variable(name) : word(name);
  }

  private Kind variable(Token name) {
    Kind kind = variables.get(name.text());
    if (kind == null) {
      throw new Unreadable(
          name.line(),
          "unknown variable "
              + name.text()
              + Nearest.hint(name.text(), variables.keySet())
              + told("; bound here: ", variables.keySet()));
    }
    return kind;
  }

  private Kind word(Token name) {
    Optional<Class<?>> type = words.type(name.text());
    if (type.isPresent()) {
      return Kind.ofType(type.get());
    }
    if (fact == null) {
      throw new Unreadable(
          name.line(),
          name.text()
              + " is unknown here; a conclusion is made of variables"
              + told(": ", variables.keySet()));
    }
    Map<String, Kind> fields = Vocabulary.fields(fact);
    Kind kind = fields.get(name.text());
    if (kind == null) {
      throw unknownField(name, fact);
    }
    return kind;
  }

  static Unreadable unknownField(Token name, Class<?> type) {
    Set<String> fields = Vocabulary.fields(type).keySet();
    return new Unreadable(
        name.line(),
        "unknown field "
            + name.text()
            + " of "
            + type.getSimpleName()
            + Nearest.hint(name.text(), fields)
            + told("; fields: ", fields));
  }

  private static String told(String before, Set<String> names) {
    return names.isEmpty() ? "" : before + String.join(", ", new TreeSet<>(names));
  }
}
