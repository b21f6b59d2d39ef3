package io.drover.rules.scheduling;

import io.drover.rules.facts.Company;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.PodNeeds;
import io.drover.rules.facts.PodVolumes;
import io.drover.rules.facts.SelectorTerm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What pods cost at least, however they are packed: the dual bound of {@link DualPrices} for
 * amounts and the pods' choice of nodes. Company, ports and volumes can only make it dearer.
 */
final class LeastCost {
  /** Products of class, offer and resource up to which every offer is looked at. */
  private static final long MOST_WORK = 400_000;

  private LeastCost() {}

  /** In millionths of a dollar an hour; 0 where there are too many classes and offers to tell. */
  static long micros(List<PendingClass> pods, List<Offer> offers) {
    if (pods.isEmpty() || offers.isEmpty()) {
      return 0;
    }
    List<PendingClass> classes = merged(pods);
    List<Offer> some = distinct(offers, classes);
    if ((long) classes.size() * some.size() > MOST_WORK) {
      some = undominated(some);
      classes = classes.stream().map(LeastCost::anywhere).toList();
    }
    Figures figures = new Figures(classes, some);
    int[] demand = classes.stream().mapToInt(c -> c.pods().size()).toArray();
    double bound =
        DualPrices.of(figures, demand, IntStream.range(0, some.size()).toArray()).boundMicros();
    return (long) Math.floor(bound);
  }

  /** Pods that differ in nothing that the bound looks at are one class. */
  private static List<PendingClass> merged(List<PendingClass> classes) {
    Map<PodNeeds, List<PodFact>> byNeeds = new LinkedHashMap<>();
    for (PendingClass some : classes) {
      byNeeds.computeIfAbsent(bare(some.needs()), any -> new ArrayList<>()).addAll(some.pods());
    }
    return byNeeds.entrySet().stream()
        .map(e -> new PendingClass(e.getKey(), e.getValue()))
        .toList();
  }

  private static PodNeeds bare(PodNeeds needs) {
    return new PodNeeds(
        needs.requests(), needs.nodes(), List.of(), Company.ANY, PodVolumes.NONE, Set.of());
  }

  private static PendingClass anywhere(PendingClass some) {
    return new PendingClass(PodNeeds.of(some.needs().requests()), some.pods());
  }

  /** Of offers that no pod's choice of nodes can tell apart, the cheapest. */
  private static List<Offer> distinct(List<Offer> offers, List<PendingClass> classes) {
    Set<String> lookedAt = new HashSet<>();
    for (PendingClass some : classes) {
      lookedAt.addAll(some.needs().nodes().nodeSelector().keySet());
      for (SelectorTerm term : some.needs().nodes().affinity()) {
        term.expressions().forEach(each -> lookedAt.add(each.key()));
      }
    }
    Map<Object, Offer> kinds = new LinkedHashMap<>();
    for (Offer offer : offers) {
      Map<String, String> labels = new HashMap<>(offer.template().labels());
      labels.keySet().retainAll(lookedAt);
      Object kind = List.of(labels, offer.template().taints(), offer.template().allocatable());
      kinds.merge(kind, offer, (a, b) -> a.costMicros() <= b.costMicros() ? a : b);
    }
    return List.copyOf(kinds.values());
  }

  /**
   * Offers that cost less than each other for some resource. Where pods are allowed anywhere, one
   * that costs more for every resource makes no pod cheaper.
   */
  private static List<Offer> undominated(List<Offer> offers) {
    List<Offer> kept = new ArrayList<>();
    for (Offer offer : offers) {
      if (kept.stream().noneMatch(other -> dominates(other, offer))) {
        kept.removeIf(other -> dominates(offer, other));
        kept.add(offer);
      }
    }
    return kept;
  }

  /** Whether each resource costs no more on the one than on the other. */
  private static boolean dominates(Offer one, Offer other) {
    return other.template().allocatable().amounts().entrySet().stream()
        .allMatch(
            given ->
                (double) one.costMicros() * given.getValue()
                    <= (double) other.costMicros()
                        * one.template().allocatable().get(given.getKey()));
  }
}
