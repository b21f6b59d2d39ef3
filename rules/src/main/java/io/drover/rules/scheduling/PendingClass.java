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
import java.util.Set;

/** Pods with equal needs, the most important first; to the packing they are one and a count. */
record PendingClass(PodNeeds needs, List<PodFact> pods) {
  private static final Comparator<PodFact> MOST_IMPORTANT_FIRST =
      Comparator.comparingInt((PodFact pod) -> pod.traits().priority())
          .reversed()
          .thenComparing(PodFact::podKey);

  private static final Comparator<PendingClass> LARGEST_FIRST =
      Comparator.comparingLong((PendingClass c) -> c.needs.requests().get(Resources.CPU))
          .thenComparingLong(c -> c.needs.requests().get(Resources.MEMORY))
          .reversed()
          .thenComparing(c -> c.pods.getFirst().podKey());

  private static final Comparator<PodFact> LARGEST_POD_FIRST =
      Comparator.comparingInt((PodFact pod) -> -pod.traits().priority())
          .thenComparing(pod -> !keepsToItself(pod))
          .thenComparingLong(pod -> -pod.needs().requests().get(Resources.CPU))
          .thenComparingLong(pod -> -pod.needs().requests().get(Resources.MEMORY))
          .thenComparing(PodFact::podKey);

  PendingClass {
    pods = List.copyOf(pods);
  }

  /** The same, but for these pods. */
  PendingClass without(Set<PodKey> some) {
    return new PendingClass(
        needs, pods.stream().filter(pod -> !some.contains(pod.podKey())).toList());
  }

  /** Whether other pods are kept off its node: then there are as many nodes as such pods. */
  static boolean keepsToItself(PodFact pod) {
    return pod.needs().company().antiAffinity().stream()
        .anyMatch(term -> term.topologyKey().equals(Templates.HOST_NAME));
  }

  /**
   * The pods one by one: the most important first, then those that keep others off their node, so
   * that the others fill what these leave, then the largest.
   */
  static List<PodFact> largestFirst(List<PodFact> pods) {
    return pods.stream().sorted(LARGEST_POD_FIRST).toList();
  }

  /** The classes of these pods, in an order that does not depend on that of the pods. */
  static List<PendingClass> of(List<PodFact> pods) {
    Map<PodNeeds, List<PodFact>> byNeeds = new HashMap<>();
    pods.forEach(pod -> byNeeds.computeIfAbsent(pod.needs(), any -> new ArrayList<>()).add(pod));
    return ofEqual(byNeeds);
  }

  /** The same of pods whose classes are known, which spares comparing the needs of each. */
  static List<PendingClass> of(Map<PodClass, List<PodFact>> pods) {
    Map<PodNeeds, List<PodFact>> byNeeds = new HashMap<>();
    pods.forEach(
        (alike, some) ->
            byNeeds.computeIfAbsent(alike.needs(), any -> new ArrayList<>()).addAll(some));
    return ofEqual(byNeeds);
  }

  private static List<PendingClass> ofEqual(Map<PodNeeds, List<PodFact>> byNeeds) {
    byNeeds.values().forEach(some -> some.sort(MOST_IMPORTANT_FIRST));
    return byNeeds.entrySet().stream()
        .map(entry -> new PendingClass(entry.getKey(), entry.getValue()))
        .sorted(LARGEST_FIRST)
        .toList();
  }
}
