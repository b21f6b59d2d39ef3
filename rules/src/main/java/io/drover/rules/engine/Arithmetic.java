package io.drover.rules.engine;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Numbers as rules calculate with them, and the order of what has one. */
final class Arithmetic {
  private Arithmetic() {}

  static Number negated(Number value) {
    return value instanceof Long whole ? (Number) (-whole) : (Number) (-value.doubleValue());
  }

  static Number of(Operator operator, Number left, Number right) {
    if (left instanceof Long a && right instanceof Long b) {
      return whole(operator, a, b);
    }
    return decimal(operator, left.doubleValue(), right.doubleValue());
  }

  private static long whole(Operator operator, long a, long b) {
    return switch (operator) {
      case PLUS -> a + b;
      case MINUS -> a - b;
      case TIMES -> a * b;
      default -> throw new IllegalStateException(operator + " of whole numbers is refused");
    };
  }

  private static double decimal(Operator operator, double a, double b) {
    return switch (operator) {
      case PLUS -> a + b;
      case MINUS -> a - b;
      case TIMES -> a * b;
      case DIVIDED -> a / b;
      default -> a % b;
    };
  }

  static int order(@Nullable Object left, @Nullable Object right) {
    if (left instanceof Number a && right instanceof Number b) {
      return Double.compare(a.doubleValue(), b.doubleValue());
    }
    if (left instanceof Duration a && right instanceof Duration b) {
      return a.compareTo(b);
    }
    if (left instanceof Instant a && right instanceof Instant b) {
      return a.compareTo(b);
    }
    throw new IllegalStateException(left + " and " + right + " have no order");
  }
}
