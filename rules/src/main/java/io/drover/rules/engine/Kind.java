package io.drover.rules.engine;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a value is, as far as rules may compare it.
 *
 * @param type its class; of a type that is named itself, that type
 * @param element what a collection holds; null for others
 */
record Kind(Family family, Class<?> type, @Nullable Kind element) {
  private static final Map<Class<?>, Family> PLAIN =
      Map.ofEntries(
          Map.entry(int.class, Family.WHOLE),
          Map.entry(Integer.class, Family.WHOLE),
          Map.entry(long.class, Family.WHOLE),
          Map.entry(Long.class, Family.WHOLE),
          Map.entry(double.class, Family.DECIMAL),
          Map.entry(Double.class, Family.DECIMAL),
          Map.entry(boolean.class, Family.TRUTH),
          Map.entry(Boolean.class, Family.TRUTH),
          Map.entry(String.class, Family.TEXT),
          Map.entry(Duration.class, Family.DURATION),
          Map.entry(Instant.class, Family.INSTANT));

  static final Kind WHOLE_NUMBER = new Kind(Family.WHOLE, int.class, null);
  static final Kind DECIMAL_NUMBER = new Kind(Family.DECIMAL, double.class, null);
  static final Kind TRUTH = new Kind(Family.TRUTH, boolean.class, null);
  static final Kind TEXT = new Kind(Family.TEXT, String.class, null);
  static final Kind DURATION = new Kind(Family.DURATION, Duration.class, null);
  static final Kind NOTHING = new Kind(Family.NOTHING, Void.class, null);

  enum Family {
    WHOLE,
    DECIMAL,
    TRUTH,
    TEXT,
    DURATION,
    INSTANT,
    ENUM,
    RECORD,
    COLLECTION,
    OTHER,
    NOTHING,
    TYPE
  }

  static Kind ofType(Class<?> named) {
    return new Kind(Family.TYPE, named, null);
  }

  static Kind of(Type type) {
    if (type instanceof ParameterizedType generic) {
      Class<?> raw = (Class<?>) generic.getRawType();
      return Collection.class.isAssignableFrom(raw)
          ? new Kind(Family.COLLECTION, raw, of(generic.getActualTypeArguments()[0]))
          : new Kind(Family.OTHER, raw, null);
    }
    return type instanceof Class<?> raw ? ofClass(raw) : new Kind(Family.OTHER, Object.class, null);
  }

  private static Kind ofClass(Class<?> raw) {
    return new Kind(family(raw), raw, null);
  }

  private static Family family(Class<?> raw) {
    Family plain = PLAIN.get(raw);
    if (plain != null) {
      return plain;
    }
    return raw.isEnum() ? Family.ENUM : raw.isRecord() ? Family.RECORD : Family.OTHER;
  }

  boolean number() {
    return family == Family.WHOLE || family == Family.DECIMAL;
  }

  /** Whether there is an order that rules may ask for. */
  boolean ordered() {
    return number() || family == Family.DURATION || family == Family.INSTANT;
  }

  /** Whether both may stand on the sides of {@code ==}. */
  boolean equates(Kind other) {
    if (family == Family.NOTHING || other.family == Family.NOTHING) {
      return !type.isPrimitive() && !other.type.isPrimitive() && family != other.family;
    }
    return (number() && other.number())
        || (family == other.family && type == other.type)
        || (family == Family.TRUTH && other.family == Family.TRUTH);
  }

  /** Whether a component of this kind of a conclusion may be given the other. */
  boolean takes(Kind given) {
    boolean exact =
        family == given.family && (type == given.type || number() || family == Family.TRUTH);
    return exact && family != Family.NOTHING && family != Family.TYPE;
  }

  /** As a problem tells it. */
  String told() {
    return switch (family) {
      case WHOLE, DECIMAL -> "a number";
      case TRUTH -> "true or false";
      case TEXT -> "a text";
      case DURATION -> "a duration";
      case INSTANT -> "an instant";
      case ENUM, RECORD, OTHER -> "a " + type.getSimpleName();
      case COLLECTION -> "a collection";
      case NOTHING -> "null";
      case TYPE -> "the type " + type.getSimpleName();
    };
  }
}
