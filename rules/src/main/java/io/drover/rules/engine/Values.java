package io.drover.rules.engine;

import io.drover.rules.engine.Expression.Binary;
import io.drover.rules.engine.Expression.In;
import io.drover.rules.engine.Expression.Literal;
import io.drover.rules.engine.Expression.Member;
import io.drover.rules.engine.Expression.Name;
import io.drover.rules.engine.Expression.Prefix;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an expression comes to for one fact, as the compiled rule would find it: whole numbers are
 * {@code Long}, others {@code Double}. It reads cases for their coverage, and decides nothing.
 */
final class Values {
  private final Vocabulary words;
  private final Object fact;
  private final Map<String, Object> variables;

  Values(Vocabulary words, Object fact, Map<String, Object> variables) {
    this.words = words;
    this.fact = fact;
    this.variables = Map.copyOf(variables);
  }

  @Nullable Object of(Expression expression) {
    return switch (expression) {
      case Literal literal -> literal(literal.at());
      case Name name -> name(name.at());
      case Member member -> member(member);
      case Prefix prefix ->
          prefix.negates() ? !truth(prefix.of()) : Arithmetic.negated(number(prefix.of()));
      case In in ->
          in.values().stream().anyMatch(value -> equal(of(in.left()), of(value))) != in.not();
      case Binary binary -> binary(binary);
    };
  }

  private static @Nullable Object literal(Token at) {
    return switch (at.kind()) {
      case TEXT -> at.text();
      case NUMBER ->
          at.text().contains(".")
              ? (Object) Double.valueOf(at.text())
              : (Object) Long.valueOf(at.text());
      case WORD, VARIABLE, SIGN, END -> at.is("null") ? null : (Object) Boolean.valueOf(at.text());
    };
  }

  private @Nullable Object name(Token name) {
    if (name.kind() == Token.Kind.VARIABLE) {
      return variables.get(name.text());
    }
    return words
        .type(name.text())
        .<Object>map(type -> type)
        .orElseGet(() -> called(fact, name.text(), List.of()));
  }

  private @Nullable Object member(Member member) {
    Object of = of(member.of());
    String name = member.at().text();
    List<Object> arguments =
        member.arguments().stream().map(each -> Objects.requireNonNull(of(each))).toList();
    if (of instanceof Class<?> type) {
      return type.isEnum() ? constant(type, name) : nestedOrMade(type, name, arguments);
    }
    if (of instanceof Collection<?> collection) {
      return name.equals("size") ? (Object) (long) collection.size() : collection.isEmpty();
    }
    return of == null ? null : called(of, name, arguments);
  }

  private static Object constant(Class<?> type, String name) {
    return Arrays.stream(type.getEnumConstants())
        .filter(each -> ((Enum<?>) each).name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static @Nullable Object nestedOrMade(Class<?> type, String name, List<Object> given) {
    for (Class<?> nested : type.getDeclaredClasses()) {
      if (nested.getSimpleName().equals(name)) {
        return nested;
      }
    }
    return invoked(type, null, name, given);
  }

  private static @Nullable Object called(Object of, String name, List<Object> arguments) {
    return invoked(of.getClass(), of, name, arguments);
  }

  private static @Nullable Object invoked(
      Class<?> type, @Nullable Object of, String name, List<Object> arguments) {
    try {
      for (Method method : type.getMethods()) {
        if (method.getName().equals(name) && takes(method, arguments)) {
          return widened(method.invoke(of, arguments.toArray()));
        }
      }
    } catch (ReflectiveOperationException failed) {
      throw new IllegalStateException(name + " cannot be asked for", failed);
    }
    throw new IllegalStateException(type + " has no " + name + ", though it was checked");
  }

  private static boolean takes(Method method, List<Object> arguments) {
    Class<?>[] types = method.getParameterTypes();
    return types.length == arguments.size()
        && (types.length == 0
            || types[0].isInstance(arguments.getFirst())
            || (types[0] == long.class && arguments.getFirst() instanceof Long));
  }

  private static @Nullable Object widened(@Nullable Object value) {
    return value instanceof Integer whole ? (Object) whole.longValue() : value;
  }

  private Object binary(Binary binary) {
    Operator operator = binary.operator();
    return switch (operator) {
      case OR -> truth(binary.left()) || truth(binary.right());
      case AND -> truth(binary.left()) && truth(binary.right());
      case EQUAL, UNEQUAL, LESS, AT_MOST, MORE, AT_LEAST -> compares(binary);
      case CONTAINS -> contains(binary);
      case NOT_CONTAINS -> !contains(binary);
      case STARTS_WITH -> text(binary.left()).startsWith(text(binary.right()));
      case ENDS_WITH -> text(binary.left()).endsWith(text(binary.right()));
      case PLUS, MINUS, TIMES, DIVIDED, REMAINDER ->
          Arithmetic.of(operator, number(binary.left()), number(binary.right()));
    };
  }

  private boolean contains(Binary binary) {
    return of(binary.left()) instanceof Collection<?> all
        ? all.contains(of(binary.right()))
        : text(binary.left()).contains(text(binary.right()));
  }

  /** Whether a comparison holds. */
  boolean compares(Binary binary) {
    Operator operator = binary.operator();
    if (operator.equates()) {
      return equal(binary) == (operator == Operator.EQUAL);
    }
    int order = Arithmetic.order(of(binary.left()), of(binary.right()));
    return switch (operator) {
      case LESS -> order < 0;
      case AT_MOST -> order <= 0;
      case MORE -> order > 0;
      default -> order >= 0;
    };
  }

  /** Whether both sides are the same. */
  boolean equal(Binary binary) {
    return equal(of(binary.left()), of(binary.right()));
  }

  private static boolean equal(@Nullable Object left, @Nullable Object right) {
    return (left instanceof Number && right instanceof Number)
        ? Arithmetic.order(left, right) == 0
        : Objects.equals(left, right);
  }

  private boolean truth(Expression expression) {
    return Boolean.TRUE.equals(of(expression));
  }

  private Number number(Expression expression) {
    return (Number) Objects.requireNonNull(of(expression));
  }

  private String text(Expression expression) {
    return (String) Objects.requireNonNull(of(expression));
  }
}
