package io.drover.rules.facts;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/** Reads Kubernetes quantities, such as {@code 500m} and {@code 512Mi}, as tests write them. */
public final class Amounts {
  private static final Map<String, Long> UNITS =
      Map.of(
          "Ki",
          1L << 10,
          "Mi",
          1L << 20,
          "Gi",
          1L << 30,
          "Ti",
          1L << 40,
          "k",
          1_000L,
          "M",
          1_000_000L,
          "G",
          1_000_000_000L);

  private Amounts() {}

  public static Resources amounts(String cpu, String memory, long pods) {
    return Resources.of(millicores(cpu), bytes(memory), pods);
  }

  public static long millicores(String cpu) {
    return cpu.endsWith("m")
        ? Long.parseLong(cpu.substring(0, cpu.length() - 1))
        : new BigDecimal(cpu).movePointRight(3).longValueExact();
  }

  public static long bytes(String quantity) {
    String unit = quantity.replaceAll("[0-9.]", "");
    BigDecimal number = new BigDecimal(quantity.substring(0, quantity.length() - unit.length()));
    long factor = unit.isEmpty() ? 1 : UNITS.getOrDefault(unit, 0L);
    if (factor == 0) {
      throw new IllegalArgumentException("not a quantity: " + quantity);
    }
    return number.multiply(BigDecimal.valueOf(factor)).setScale(0, RoundingMode.UP).longValue();
  }
}
