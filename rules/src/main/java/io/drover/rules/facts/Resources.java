package io.drover.rules.facts;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongBinaryOperator;

/**
 * An amount of each of several resources. Units by name: {@code cpu} in millicores, {@code memory},
 * {@code ephemeral-storage} and {@code hugepages-*} in bytes, everything else ({@code pods},
 * extended resources) in whole pieces. A resource that is not named is zero.
 */
public record Resources(SortedMap<String, Long> amounts) {
  public static final String CPU = "cpu";
  public static final String MEMORY = "memory";
  public static final String PODS = "pods";

  /** Whole GPUs, by vendor, as the Cluster Autoscaler knows them ({@code utils/gpu}). */
  public static final List<String> GPUS =
      List.of("nvidia.com/gpu", "amd.com/gpu", "microsoft.com/directx");

  public static final Resources NONE = new Resources(new TreeMap<>());

  public Resources {
    TreeMap<String, Long> copy = new TreeMap<>();
    amounts.forEach(
        (name, amount) -> {
          if (amount != 0) {
            copy.put(name, amount);
          }
        });
    amounts = Collections.unmodifiableSortedMap(copy);
  }

  public static Resources of(Map<String, Long> amounts) {
    return new Resources(new TreeMap<>(amounts));
  }

  public static Resources of(long cpuMillis, long memoryBytes, long pods) {
    return of(Map.of(CPU, cpuMillis, MEMORY, memoryBytes, PODS, pods));
  }

  /** How many GPUs, of whichever vendor. */
  public long gpus() {
    long gpus = 0;
    for (String name : GPUS) {
      gpus += get(name);
    }
    return gpus;
  }

  /** The amount of one resource in its unit; zero where it is not named. */
  public long get(String name) {
    return amounts.getOrDefault(name, 0L);
  }

  public Resources plus(Resources other) {
    return combined(other, Math::addExact);
  }

  public Resources minus(Resources other) {
    return combined(other, Math::subtractExact);
  }

  /** The larger amount of each resource. */
  public Resources max(Resources other) {
    return combined(other, Math::max);
  }

  public Resources times(long factor) {
    TreeMap<String, Long> scaled = new TreeMap<>();
    amounts.forEach((name, amount) -> scaled.put(name, Math.multiplyExact(amount, factor)));
    return new Resources(scaled);
  }

  /** Whether each amount is at most that of {@code other}; negative room refuses only what asks. */
  public boolean fitsIn(Resources other) {
    return amounts.entrySet().stream()
        .allMatch(entry -> entry.getValue() <= 0 || entry.getValue() <= other.get(entry.getKey()));
  }

  private Resources combined(Resources other, LongBinaryOperator operator) {
    TreeMap<String, Long> result = new TreeMap<>(amounts);
    amounts.keySet().forEach(n -> result.put(n, operator.applyAsLong(get(n), other.get(n))));
    other.amounts.keySet().forEach(n -> result.put(n, operator.applyAsLong(get(n), other.get(n))));
    return new Resources(result);
  }
}
