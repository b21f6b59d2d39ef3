package io.drover.rules.scheduling;

import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.PodNeeds;
import io.drover.rules.facts.Resources;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

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
    // Most pods share their needs with others by reference: comparing them in full is slow.
    IdentityHashMap<PodNeeds, List<PodFact>> byReference = new IdentityHashMap<>();
    pods.stream()
        .sorted(MOST_IMPORTANT_FIRST)
        .forEach(
            pod ->
                byReference
                    .computeIfAbsent(
                        pod.needs(),
                        needs -> byNeeds.computeIfAbsent(needs, any -> new ArrayList<>()))
                    .add(pod));
    return byNeeds.entrySet().stream()
        .map(entry -> new PendingClass(entry.getKey(), entry.getValue()))
        .sorted(LARGEST_FIRST)
        .toList();
  }
}
