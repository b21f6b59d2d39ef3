package io.drover.rules.scheduling;

import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.PodNeeds;
import io.drover.rules.facts.Resources;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;

/**
 * Which pods cannot go along where a node is too small for all: one after the other, the one that
 * frees most of what is missing and least of what is not.
 */
final class Overflow {
  private final Resources capacity;
  private final Map<String, Long> missing = new TreeMap<>();
  private final Map<PodNeeds, Queue<PodFact>> alike = new LinkedHashMap<>();

  /**
   * Of a node.
   *
   * @param capacity what it has for all pods
   * @param staying pods that it must hold whatever else
   * @param others the pods of which some may have to be left out
   */
  Overflow(Resources capacity, List<PodFact> staying, List<PodFact> others) {
    this.capacity = capacity;
    for (List<PodFact> some : List.of(staying, others)) {
      for (PodFact pod : some) {
        pod.needs().requests().amounts().forEach((name, n) -> missing.merge(name, n, Long::sum));
      }
    }
    missing.replaceAll((name, asked) -> asked - capacity.get(name));
    PendingClass.largestFirst(others)
        .forEach(pod -> alike.computeIfAbsent(pod.needs(), any -> new ArrayDeque<>()).add(pod));
  }

  /** The pods that are left out; none if there is room for all. */
  List<PodFact> pods() {
    List<PodFact> pods = new ArrayList<>();
    while (missing.values().stream().anyMatch(amount -> amount > 0) && !alike.isEmpty()) {
      PodNeeds needs =
          alike.keySet().stream().max(Comparator.comparingDouble(this::gain)).orElseThrow();
      Queue<PodFact> some = alike.getOrDefault(needs, new ArrayDeque<>());
      pods.add(some.remove());
      if (some.isEmpty()) {
        alike.remove(needs);
      }
      needs.requests().amounts().forEach((name, amount) -> missing.merge(name, -amount, Long::sum));
    }
    return pods;
  }

  /** What is missing and would be freed, less what would be freed for nothing, as parts of all. */
  private double gain(PodNeeds needs) {
    double gain = 0;
    for (Map.Entry<String, Long> asked : needs.requests().amounts().entrySet()) {
      long wanted = Math.max(0, missing.getOrDefault(asked.getKey(), 0L));
      long freed = Math.min(asked.getValue(), wanted);
      gain += (2.0 * freed - asked.getValue()) / Math.max(1, capacity.get(asked.getKey()));
    }
    return gain;
  }
}
