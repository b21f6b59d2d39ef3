package io.drover.doubles.cloud;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;

/** What a machine keeps for its system: 100m cpu and 256Mi memory, never more than it has. */
public final class KeptBack {
  private static final BigDecimal CPU = new BigDecimal("0.1");
  private static final BigDecimal MEMORY = BigDecimal.valueOf(256L << 20);
  private static final Map<String, BigDecimal> UNITS =
      Map.ofEntries(
          Map.entry("m", new BigDecimal("0.001")),
          Map.entry("", BigDecimal.ONE),
          Map.entry("k", BigDecimal.valueOf(1_000L)),
          Map.entry("M", BigDecimal.valueOf(1_000_000L)),
          Map.entry("G", BigDecimal.valueOf(1_000_000_000L)),
          Map.entry("T", BigDecimal.valueOf(1_000_000_000_000L)),
          Map.entry("Ki", BigDecimal.valueOf(1L << 10)),
          Map.entry("Mi", BigDecimal.valueOf(1L << 20)),
          Map.entry("Gi", BigDecimal.valueOf(1L << 30)),
          Map.entry("Ti", BigDecimal.valueOf(1L << 40)));

  private KeptBack() {}

  public static Map<String, String> allocatable(Map<String, String> capacity) {
    Map<String, String> left = new HashMap<>(capacity);
    left.computeIfPresent("cpu", (name, cpu) -> cpuLeft(cpu));
    left.computeIfPresent("memory", (name, memory) -> memoryLeft(memory));
    return left;
  }

  private static String cpuLeft(String cpu) {
    BigDecimal left = parse(cpu).subtract(CPU).max(BigDecimal.ZERO);
    return left.movePointRight(3).setScale(0, RoundingMode.DOWN).toPlainString() + "m";
  }

  private static String memoryLeft(String memory) {
    BigDecimal left = parse(memory).subtract(MEMORY).max(BigDecimal.ZERO);
    return left.divideToIntegralValue(BigDecimal.valueOf(1024)).toBigInteger() + "Ki";
  }

  /** The value of a Kubernetes quantity; IllegalArgumentException when it is none. */
  static BigDecimal parse(String quantity) {
    int end = quantity.length();
    while (end > 0 && Character.isLetter(quantity.charAt(end - 1))) end--;
    BigDecimal unit = UNITS.get(quantity.substring(end));
    if (unit == null) throw new IllegalArgumentException("'" + quantity + "' is not a quantity");
    return new BigDecimal(quantity.substring(0, end)).multiply(unit);
  }
}
