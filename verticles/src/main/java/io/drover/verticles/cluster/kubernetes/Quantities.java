package io.drover.verticles.cluster.kubernetes;

import io.drover.rules.facts.Resources;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Kubernetes quantities as the whole numbers that the scheduler counts in, rounded up as there. */
final class Quantities {
  /** Sums of many pods must not overflow; nobody has a petabyte of anything on a node. */
  private static final BigDecimal MOST = new BigDecimal(1L << 50);

  private static final BigDecimal ALL = BigDecimal.valueOf(Long.MAX_VALUE);

  /** Nothing that is kept is finer than this; a finer amount becomes it, as in the API. */
  private static final BigDecimal LEAST = BigDecimal.ONE.movePointLeft(9);

  private static final int DIGITS_OF_ALL = 19;
  private static final int DIGITS_OF_LEAST = -8;

  private Quantities() {}

  static Resources resources(@Nullable Map<String, Quantity> quantities) {
    return new Resources(amounts(quantities));
  }

  /** As {@link #resources}, with what is said to be zero. */
  static SortedMap<String, Long> amounts(@Nullable Map<String, Quantity> quantities) {
    TreeMap<String, Long> amounts = new TreeMap<>();
    OrEmpty.map(quantities).forEach((name, quantity) -> amounts.put(name, amount(name, quantity)));
    return amounts;
  }

  static Map<String, Quantity> quantities(Resources resources) {
    return quantities(resources.amounts());
  }

  static Map<String, Quantity> quantities(Map<String, Long> amounts) {
    TreeMap<String, Quantity> quantities = new TreeMap<>();
    amounts.forEach(
        (name, amount) ->
            quantities.put(
                name, Quantity.parse(name.equals(Resources.CPU) ? amount + "m" : "" + amount)));
    return quantities;
  }

  /** Bytes of storage, which unlike a node's may be any number; null where none is said. */
  static @Nullable Long storage(@Nullable Map<String, Quantity> quantities) {
    Quantity storage = OrEmpty.map(quantities).get("storage");
    return storage == null
        ? null
        : number("storage", storage)
            .setScale(0, RoundingMode.CEILING)
            .min(ALL)
            .max(ALL.negate())
            .longValue();
  }

  /** What is said, not yet in whole numbers: CPUs, bytes, pieces, to the thousandth. */
  static BigDecimal exact(String name, Quantity quantity) {
    return number(name, quantity).setScale(3, RoundingMode.CEILING);
  }

  /** What the scheduler counts for an exact amount. */
  static long whole(String name, BigDecimal amount) {
    BigDecimal units = name.equals(Resources.CPU) ? amount.movePointRight(3) : amount;
    BigDecimal whole = units.setScale(0, RoundingMode.CEILING);
    return whole.min(MOST).max(MOST.negate()).longValue();
  }

  private static long amount(String name, Quantity quantity) {
    return whole(name, number(name, quantity));
  }

  private static BigDecimal number(String name, Quantity quantity) {
    try {
      return bounded(quantity.getNumericalAmount());
    } catch (IllegalArgumentException notANumber) {
      throw new Unreadable("%s: '%s' is not a quantity".formatted(name, quantity));
    }
  }

  /** Without the exponents that would take a gigabyte to write out. */
  private static BigDecimal bounded(BigDecimal amount) {
    if (amount.signum() == 0) {
      return BigDecimal.ZERO;
    }
    long digits = (long) amount.precision() - amount.scale();
    BigDecimal sign = BigDecimal.valueOf(amount.signum());
    if (digits > DIGITS_OF_ALL) {
      return ALL.multiply(sign);
    }
    return digits < DIGITS_OF_LEAST ? LEAST.multiply(sign) : amount;
  }
}
