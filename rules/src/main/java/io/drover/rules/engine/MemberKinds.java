package io.drover.rules.engine;

import io.drover.rules.engine.Expression.Member;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What stands after a dot: fields of facts, a few methods of texts and times, constants. */
final class MemberKinds {
  private static final List<String> UNITS = List.of("Days", "Hours", "Minutes", "Seconds");

  /** A method by what it takes and what it gives. */
  private record Method(List<Kind> takes, Kind gives) {}

  private static final Method LENGTH = new Method(List.of(), Kind.WHOLE_NUMBER);
  private static final Method ASKS = new Method(List.of(), Kind.TRUTH);
  private static final Method ASKS_TEXT = new Method(List.of(Kind.TEXT), Kind.TRUTH);
  private static final Map<String, Method> OF_TEXT =
      Map.of(
          "length", LENGTH,
          "isEmpty", ASKS,
          "isBlank", ASKS,
          "startsWith", ASKS_TEXT,
          "endsWith", ASKS_TEXT,
          "equalsIgnoreCase", ASKS_TEXT);

  private MemberKinds() {}

  static Kind of(Member member, Kind of, List<Kind> arguments) {
    return switch (of.family()) {
      case TYPE -> ofType(member, of.type(), arguments);
      case RECORD -> field(member, of.type(), arguments);
      case TEXT -> method(member, of, OF_TEXT, arguments);
      case DURATION -> method(member, of, durations(), arguments);
      case INSTANT -> method(member, of, instants(of), arguments);
      case COLLECTION -> method(member, of, Map.of("size", LENGTH, "isEmpty", ASKS), arguments);
      case WHOLE, DECIMAL, TRUTH, ENUM, OTHER, NOTHING ->
          throw new Unreadable(
              member.at().line(), of.told() + " has no " + member.at().text() + " that rules see");
    };
  }

  private static Kind ofType(Member member, Class<?> type, List<Kind> arguments) {
    String name = member.at().text();
    if (type == Duration.class) {
      return method(member, Kind.ofType(type), makers(), arguments);
    }
    for (Class<?> nested : type.getDeclaredClasses()) {
      if (nested.isEnum() && nested.getSimpleName().equals(name) && !member.called()) {
        return Kind.ofType(nested);
      }
    }
    if (!type.isEnum()) {
      throw new Unreadable(
          member.at().line(), "code of " + type.getSimpleName() + " is not for rules: " + name);
    }
    List<String> constants =
        Arrays.stream(type.getEnumConstants()).map(each -> ((Enum<?>) each).name()).toList();
    if (!constants.contains(name) || member.called()) {
      throw unknown(member, "constant", type.getSimpleName(), constants);
    }
    return Kind.of(type);
  }

  private static Kind field(Member member, Class<?> type, List<Kind> arguments) {
    Kind kind = Vocabulary.fields(type).get(member.at().text());
    if (kind == null) {
      throw Scope.unknownField(member.at(), type);
    }
    if (!arguments.isEmpty()) {
      throw new Unreadable(member.at().line(), member.at().text() + " takes nothing in brackets");
    }
    return kind;
  }

  private static Kind method(
      Member member, Kind of, Map<String, Method> methods, List<Kind> arguments) {
    Method method = methods.get(member.at().text());
    if (method == null) {
      throw unknown(member, "method", of.told(), new TreeSet<>(methods.keySet()).stream().toList());
    }
    boolean fits =
        method.takes().size() == arguments.size()
            && (arguments.isEmpty() || method.takes().getFirst().equals(arguments.getFirst()));
    if (!fits) {
      throw new Unreadable(
          member.at().line(),
          member.at().text()
              + " takes "
              + (method.takes().isEmpty() ? "nothing" : method.takes().getFirst().told())
              + " in brackets");
    }
    return method.gives();
  }

  private static Unreadable unknown(Member member, String what, String of, List<String> known) {
    String name = member.at().text();
    return new Unreadable(
        member.at().line(),
        "unknown "
            + what
            + " "
            + name
            + " of "
            + of
            + Nearest.hint(name, known)
            + "; allowed: "
            + String.join(", ", known));
  }

  private static Map<String, Method> durations() {
    Map<String, Method> methods = new TreeMap<>();
    UNITS.forEach(unit -> methods.put("to" + unit, LENGTH));
    return methods;
  }

  private static Map<String, Method> makers() {
    Map<String, Method> methods = new TreeMap<>();
    UNITS.forEach(
        unit -> methods.put("of" + unit, new Method(List.of(Kind.WHOLE_NUMBER), Kind.DURATION)));
    return methods;
  }

  private static Map<String, Method> instants(Kind instant) {
    Method compares = new Method(List.of(instant), Kind.TRUTH);
    return Map.of("isBefore", compares, "isAfter", compares);
  }
}
