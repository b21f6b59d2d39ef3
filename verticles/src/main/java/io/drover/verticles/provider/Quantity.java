package io.drover.verticles.provider;

import io.drover.rules.facts.Resources;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.TreeMap;

/**
 * A Kubernetes quantity such as {@code 1500m}, {@code 4Gi} or {@code 1e3}
 * (apimachinery/pkg/api/resource, without its rarest form: an exponent and a suffix together).
 */
public record Quantity(BigDecimal value) {
  private static final Map<String, BigDecimal> UNITS =
      Map.ofEntries(
          Map.entry("n", new BigDecimal("1e-9")),
          Map.entry("u", new BigDecimal("1e-6")),
          Map.entry("m", new BigDecimal("1e-3")),
          Map.entry("", BigDecimal.ONE),
          Map.entry("k", new BigDecimal("1e3")),
          Map.entry("M", new BigDecimal("1e6")),
          Map.entry("G", new BigDecimal("1e9")),
          Map.entry("T", new BigDecimal("1e12")),
          Map.entry("P", new BigDecimal("1e15")),
          Map.entry("E", new BigDecimal("1e18")),
          Map.entry("Ki", BigDecimal.valueOf(1L << 10)),
          Map.entry("Mi", BigDecimal.valueOf(1L << 20)),
          Map.entry("Gi", BigDecimal.valueOf(1L << 30)),
          Map.entry("Ti", BigDecimal.valueOf(1L << 40)),
          Map.entry("Pi", BigDecimal.valueOf(1L << 50)),
          Map.entry("Ei", BigDecimal.valueOf(1L << 60)));

  /** Reads a quantity; IllegalArgumentException when it is none. */
  public static Quantity of(String text) {
    int end = text.length();
    while (end > 0 && Character.isLetter(text.charAt(end - 1))) {
      end--;
    }
    BigDecimal unit = UNITS.get(text.substring(end));
    if (unit == null) {
      throw new IllegalArgumentException("'" + text + "' is not a quantity");
    }
    try {
      return new Quantity(new BigDecimal(text.substring(0, end)).multiply(unit));
    } catch (NumberFormatException none) {
      throw new IllegalArgumentException("'" + text + "' is not a quantity", none);
    }
  }

  /** In thousandths, rounded down. */
  public long milli() {
    return whole(value.movePointRight(3));
  }

  /** In whole units, rounded down. */
  public long whole() {
    return whole(value);
  }

  /** Amounts by resource name, each in its own unit: cpu in millicores, all others whole. */
  public static Resources resources(Map<String, String> quantities) {
    TreeMap<String, Long> amounts = new TreeMap<>();
    quantities.forEach(
        (name, text) ->
            amounts.put(name, name.equals(Resources.CPU) ? of(text).milli() : of(text).whole()));
    return new Resources(amounts);
  }

  private static long whole(BigDecimal number) {
    try {
      return number.setScale(0, RoundingMode.FLOOR).longValueExact();
    } catch (ArithmeticException tooLarge) {
      throw new IllegalArgumentException(number + " is too large a quantity", tooLarge);
    }
  }
}
