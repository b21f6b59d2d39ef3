package io.drover.verticles.cluster.kubernetes;

import io.drover.rules.facts.Resources;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Amounts of resources before they are rounded, as sums are made of what is exact. What is said to
 * be zero is not the same as what is not said.
 */
record ExactAmounts(Map<String, BigDecimal> amounts) {
  static final ExactAmounts NONE = new ExactAmounts(Map.of());

  static ExactAmounts of(@Nullable Map<String, Quantity> quantities) {
    Map<String, BigDecimal> amounts = new TreeMap<>();
    OrEmpty.map(quantities)
        .forEach((name, quantity) -> amounts.put(name, Quantities.exact(name, quantity)));
    return new ExactAmounts(amounts);
  }

  static ExactAmounts requests(@Nullable ResourceRequirements requirements) {
    return requirements == null ? NONE : of(requirements.getRequests());
  }

  boolean says(String name) {
    return amounts.containsKey(name);
  }

  BigDecimal get(String name) {
    return amounts.getOrDefault(name, BigDecimal.ZERO);
  }

  ExactAmounts plus(ExactAmounts other) {
    return with(other, BigDecimal::add);
  }

  /** The larger amount of each resource. */
  ExactAmounts max(ExactAmounts other) {
    return with(other, BigDecimal::max);
  }

  /** The amounts of the other where it says one. */
  ExactAmounts replacedBy(ExactAmounts other) {
    return with(other, (here, there) -> there);
  }

  /** In the scheduler's whole numbers. */
  Resources rounded() {
    Map<String, Long> whole = new TreeMap<>();
    amounts.forEach((name, amount) -> whole.put(name, Quantities.whole(name, amount)));
    return Resources.of(whole);
  }

  private ExactAmounts with(ExactAmounts other, BinaryOperator<BigDecimal> merge) {
    if (amounts.isEmpty()) {
      return other;
    }
    Map<String, BigDecimal> result = new TreeMap<>(amounts);
    other.amounts.forEach((name, amount) -> result.merge(name, amount, merge));
    return new ExactAmounts(result);
  }
}
