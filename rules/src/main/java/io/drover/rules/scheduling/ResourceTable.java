package io.drover.rules.scheduling;

import io.drover.rules.facts.Resources;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers the resources of a model, so that amounts are arrays. */
final class ResourceTable {
  static final int CPU = 0;
  static final int MEMORY = 1;
  static final int PODS = 2;

  /**
   * More than any node has of anything (a PiB, a billion cores); larger amounts count as this, so
   * that thousands of them can be added up.
   */
  private static final long ABSURD = 1L << 50;

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> names = new ArrayList<>();

  ResourceTable() {
    List.of(Resources.CPU, Resources.MEMORY, Resources.PODS).forEach(this::number);
  }

  private int number(String name) {
    return numbers.computeIfAbsent(
        name,
        any -> {
          names.add(name);
          return names.size() - 1;
        });
  }

  int size() {
    return names.size();
  }

  String name(int number) {
    return names.get(number);
  }

  /** The amounts by number; what an array is too short for is zero. */
  long[] amounts(Resources resources) {
    long[] amounts = new long[names.size()];
    for (Map.Entry<String, Long> each : resources.amounts().entrySet()) {
      int number = number(each.getKey());
      if (number >= amounts.length) {
        amounts = Arrays.copyOf(amounts, names.size());
      }
      amounts[number] = Math.clamp(each.getValue(), 0, ABSURD);
    }
    return amounts;
  }
}
