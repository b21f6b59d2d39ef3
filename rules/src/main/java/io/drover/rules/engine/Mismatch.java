package io.drover.rules.engine;

import io.drover.rules.engine.Kind.Family;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Refuses comparisons of what cannot be compared, and says how it would be right. */
final class Mismatch {
  private Mismatch() {}

  static void refuse(
      Token at, Operator operator, Expression left, Kind a, Expression right, Kind b) {
    if (!fits(operator, a, b)) {
      throw new Unreadable(
          at.line(),
          Told.of(left)
              + " is "
              + a.told()
              + ", "
              + Told.of(right)
              + " is "
              + b.told()
              + ": "
              + operator.sign()
              + " does not compare them; "
              + allowed(operator, left, a, right, b));
    }
  }

  private static boolean fits(Operator operator, Kind a, Kind b) {
    if (operator.equates()) {
      return a.equates(b);
    }
    if (operator.orders()) {
      return a.ordered() && a.equates(b);
    }
    boolean texts = a.family() == Family.TEXT && b.family() == Family.TEXT;
    boolean holds = operator == Operator.CONTAINS || operator == Operator.NOT_CONTAINS;
    Kind element = a.element();
    return texts || (holds && element != null && element.equates(b));
  }

  private static String allowed(
      Operator operator, Expression left, Kind a, Expression right, Kind b) {
    if (operator.ofTexts()) {
      return operator.sign() + " compares two texts, contains also a collection with an element";
    }
    if (operator.orders() && a.equates(b)) {
      return "only numbers, durations and instants have an order, others == and !=";
    }
    return left instanceof Expression.Literal ? form(right, b, a) : form(left, a, b);
  }

  /** How a value of this kind is compared. */
  private static String form(Expression value, Kind kind, Kind with) {
    String name = Told.of(value);
    return switch (kind.family()) {
      case WHOLE, DECIMAL ->
          with.family() == Family.TEXT
              ? "a number is written without quotes, a text with them"
              : "compare " + name + " with a number";
      case TRUTH -> "write " + name + " or !" + name;
      case TEXT -> "compare " + name + " with a text, as in == \"a\"";
      case DURATION ->
          "compare "
              + name
              + " with Duration.ofMinutes(5), or "
              + name
              + ".toMinutes with a number";
      case INSTANT -> "compare " + name + " with another instant";
      case ENUM -> "compare " + name + " with one of " + constants(kind.type());
      case RECORD ->
          "compare " + name + " with another " + kind.type().getSimpleName() + fields(name, kind);
      case COLLECTION -> "ask " + name + " contains a value, or " + name + ".size";
      case OTHER, NOTHING, TYPE -> "rules cannot compare " + kind.told() + " with this";
    };
  }

  private static String constants(Class<?> type) {
    Class<?> outer = type.getDeclaringClass();
    String before = (outer == null ? "" : outer.getSimpleName() + ".") + type.getSimpleName() + ".";
    List<String> all = Arrays.stream(type.getEnumConstants()).map(each -> before + each).toList();
    return String.join(", ", all);
  }

  private static String fields(String name, Kind kind) {
    Map<String, Kind> fields = Vocabulary.fields(kind.type());
    List<String> told =
        fields.entrySet().stream()
            .filter(field -> field.getValue().family() == Family.TEXT)
            .map(field -> name + "." + field.getKey())
            .toList();
    return told.isEmpty() ? "" : ", or " + String.join(", ", told) + " with a text";
  }
}
