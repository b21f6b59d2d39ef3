package io.drover.rules.scheduling;

import io.drover.rules.facts.Requirement;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The values that one label of a node may have: those named, or all but those named, within bounds.
 *
 * @param complement whether all values but those named are meant
 * @param atLeast lowest integer that is meant; only of a complement, null for no bound
 * @param atMost highest integer that is meant; only of a complement, null for no bound
 * @param minValues how many different values a choice must keep open, null where nobody asks
 */
record LabelValues(
    boolean complement,
    SortedSet<String> values,
    @Nullable Long atLeast,
    @Nullable Long atMost,
    @Nullable Integer minValues) {
  LabelValues {
    values = Collections.unmodifiableSortedSet(new TreeSet<>(values));
  }

  /** What a requirement leaves; the value of Gt and Lt must be an integer. */
  static LabelValues of(Requirement requirement, @Nullable Integer minValues) {
    SortedSet<String> values = new TreeSet<>(requirement.values());
    SortedSet<String> none = Collections.emptySortedSet();
    return switch (requirement.operator()) {
      case IN -> new LabelValues(false, values, null, null, minValues);
      case NOT_IN -> new LabelValues(true, values, null, null, minValues);
      case EXISTS -> new LabelValues(true, none, null, null, minValues);
      case DOES_NOT_EXIST -> new LabelValues(false, none, null, null, minValues);
      case GT -> new LabelValues(true, none, Math.addExact(only(requirement), 1), null, minValues);
      case LT ->
          new LabelValues(true, none, null, Math.subtractExact(only(requirement), 1), minValues);
    };
  }

  private static long only(Requirement requirement) {
    return Long.parseLong(requirement.values().getFirst());
  }

  /**
   * Whether a label that must be within the first may be within the second.
   *
   * @param known null where nothing is known of the label
   * @param wanted null where nothing is asked of it
   * @param undefinedWillDo whether a label of which nothing is known can still get any value
   */
  static boolean compatible(
      @Nullable LabelValues known, @Nullable LabelValues wanted, boolean undefinedWillDo) {
    if (wanted == null) {
      return true;
    }
    if (known == null) {
      return undefinedWillDo || wanted.allowsAbsence();
    }
    return !known.intersection(wanted).empty() || (known.allowsAbsence() && wanted.allowsAbsence());
  }

  /** What both mean; of how many values must stay open, the larger number. */
  LabelValues intersection(LabelValues other) {
    Integer most = merged(minValues, other.minValues, Math::max);
    Long low = merged(atLeast, other.atLeast, Math::max);
    Long high = merged(atMost, other.atMost, Math::min);
    if (low != null && high != null && low > high) {
      return new LabelValues(false, Collections.emptySortedSet(), null, null, most);
    }
    boolean both = complement && other.complement;
    SortedSet<String> named = new TreeSet<>(values);
    named.addAll(other.values);
    named.removeIf(value -> !within(value, low, high));
    if (!both) {
      named.removeIf(value -> !(means(value) && other.means(value)));
    }
    return new LabelValues(both, named, both ? low : null, both ? high : null, most);
  }

  /** Whether the label may have this value. */
  boolean has(String value) {
    return means(value) && within(value, atLeast, atMost);
  }

  private boolean means(String value) {
    return values.contains(value) != complement;
  }

  private static boolean within(String value, @Nullable Long low, @Nullable Long high) {
    if (low == null && high == null) {
      return true;
    }
    try {
      long number = Long.parseLong(value);
      return (low == null || number >= low) && (high == null || number <= high);
    } catch (NumberFormatException notAnInteger) {
      return false;
    }
  }

  /** The operator that says it, bounds aside. */
  Requirement.Operator operator() {
    if (complement) {
      return values.isEmpty() ? Requirement.Operator.EXISTS : Requirement.Operator.NOT_IN;
    }
    return values.isEmpty() ? Requirement.Operator.DOES_NOT_EXIST : Requirement.Operator.IN;
  }

  /** How many values are left; of a complement as many as a long can say less those named. */
  long size() {
    return complement ? Long.MAX_VALUE - values.size() : values.size();
  }

  /** Whether no value is left. */
  boolean empty() {
    return size() == 0;
  }

  /** As one would say it, after the label's name. */
  String text() {
    StringBuilder text =
        new StringBuilder(
            switch (operator()) {
              case IN -> "In " + named();
              case NOT_IN -> "NotIn " + named();
              case EXISTS, GT, LT -> "Exists";
              case DOES_NOT_EXIST -> "DoesNotExist";
            });
    if (atLeast != null) {
      text.append(" >=").append(atLeast);
    }
    if (atMost != null) {
      text.append(" <=").append(atMost);
    }
    return text.toString();
  }

  private String named() {
    return "[" + String.join(" ", values) + "]";
  }

  /** Whether a node without the label will do. */
  boolean allowsAbsence() {
    return List.of(Requirement.Operator.NOT_IN, Requirement.Operator.DOES_NOT_EXIST)
        .contains(operator());
  }

  private static <T> @Nullable T merged(
      @Nullable T one, @Nullable T other, BinaryOperator<T> stricter) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return stricter.apply(one, other);
  }
}
