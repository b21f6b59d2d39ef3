package io.drover.rules.explain;

import io.drover.rules.facts.Resources;
import java.util.List;
import java.util.Locale;

/** Amounts of resources and shares as people write them. */
final class AmountText {
  private static final List<String> UNITS = List.of("Ki", "Mi", "Gi", "Ti");

  private AmountText() {}

  /** {@code 1500m} or {@code 2} of cpu, {@code 512Mi} of memory, pieces of all else. */
  static String of(String resource, long amount) {
    if (resource.equals(Resources.CPU)) {
      return amount % 1000 == 0 ? "" + amount / 1000 : amount + "m";
    }
    boolean bytes =
        resource.equals(Resources.MEMORY)
            || resource.equals("ephemeral-storage")
            || resource.startsWith("hugepages-");
    return bytes ? bytes(amount) : "" + amount;
  }

  private static String bytes(long amount) {
    long left = amount;
    String unit = "";
    for (String next : UNITS) {
      if (left == 0 || left % 1024 != 0) {
        break;
      }
      left /= 1024;
      unit = next;
    }
    return left + unit;
  }

  /** A fraction to the hundredth. */
  static String share(double fraction) {
    return String.format(Locale.ROOT, "%.2f", fraction);
  }
}
