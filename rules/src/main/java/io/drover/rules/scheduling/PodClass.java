package io.drover.rules.scheduling;

import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.PodKey;
import io.drover.rules.facts.PodNeeds;
import io.drover.rules.facts.Resources;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Pods with equal needs, the most important first; to the packing they are one and a count. */
record PodClass(PodNeeds needs, List<PodKey> pods) {
  private static final Comparator<PodFact> MOST_IMPORTANT_FIRST =
      Comparator.comparingInt((PodFact pod) -> pod.traits().priority())
          .reversed()
          .thenComparing(PodFact::podKey);

  private static final Comparator<PodClass> LARGEST_FIRST =
      Comparator.comparingLong((PodClass c) -> c.needs.requests().get(Resources.CPU))
          .thenComparingLong(c -> c.needs.requests().get(Resources.MEMORY))
          .reversed()
          .thenComparing(c -> c.pods.getFirst());

  PodClass {
    pods = List.copyOf(pods);
  }

  /** The classes of these pods, in an order that does not depend on that of the pods. */
  static List<PodClass> of(List<PodFact> pods) {
    Map<PodNeeds, List<PodKey>> byNeeds = new HashMap<>();
    pods.stream()
        .sorted(MOST_IMPORTANT_FIRST)
        .forEach(
            pod ->
                byNeeds.computeIfAbsent(pod.needs(), any -> new ArrayList<>()).add(pod.podKey()));
    return byNeeds.entrySet().stream()
        .map(entry -> new PodClass(entry.getKey(), entry.getValue()))
        .sorted(LARGEST_FIRST)
        .toList();
  }
}
