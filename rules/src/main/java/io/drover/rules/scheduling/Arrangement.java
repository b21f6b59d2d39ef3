package io.drover.rules.scheduling;

import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.PodKey;
import io.drover.rules.facts.Preferences;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.IntStream;

/**
 * Says which pods stand on which node of a packing by numbers, and where the nodes stand, as far as
 * that costs nothing: pods with the same wishes stand together, and each node becomes the offer of
 * its cost that suits its pods best.
 */
final class Arrangement {
  private final Solution solution;
  private final Sites sites;
  private final Map<Long, List<Integer>> byCost = new HashMap<>();

  Arrangement(Solution solution, Sites sites) {
    this.solution = solution;
    this.sites = sites;
    List<Offer> offers = solution.figures.offers;
    IntStream.range(0, offers.size())
        .forEach(
            o ->
                byCost
                    .computeIfAbsent(offers.get(o).costMicros(), any -> new ArrayList<>())
                    .add(o));
  }

  /** The nodes with their pods, and the pods that found none. */
  Packed told() {
    List<PendingClass> classes = solution.figures.classes;
    List<Queue<PodFact>> waiting = new ArrayList<>();
    List<Packed.Unplaced> unplaced = new ArrayList<>();
    for (int c = 0; c < classes.size(); c++) {
      List<PodFact> pods = classes.get(c).pods();
      int placed = pods.size() - solution.remaining[c];
      waiting.add(new ArrayDeque<>(alikeTogether(pods.subList(0, placed))));
      if (placed < pods.size()) {
        List<Packed.Refused> refusals = NumberPacking.refusals(solution, c);
        pods.subList(placed, pods.size())
            .forEach(pod -> unplaced.add(new Packed.Unplaced(pod.podKey(), refusals)));
      }
    }
    unplaced.sort(Comparator.comparing(Packed.Unplaced::pod));
    List<Packed.NewNode> nodes = new ArrayList<>();
    for (Bin bin : solution.sorted()) {
      nodes.add(node(bin, waiting));
    }
    return new Packed(nodes, unplaced, 0);
  }

  /** Pods with equal wishes one after the other, else in their order. */
  private static List<PodFact> alikeTogether(List<PodFact> pods) {
    if (pods.stream().noneMatch(pod -> pod.preferences().matter())) {
      return pods;
    }
    Map<Preferences, Integer> seen = new HashMap<>();
    pods.forEach(pod -> seen.putIfAbsent(pod.preferences(), seen.size()));
    return pods.stream()
        .sorted(Comparator.comparing(pod -> seen.getOrDefault(pod.preferences(), 0)))
        .toList();
  }

  private Packed.NewNode node(Bin bin, List<Queue<PodFact>> waiting) {
    List<PodFact> pods = new ArrayList<>();
    for (int c = 0; c < bin.counts.length; c++) {
      for (int n = 0; n < bin.counts[c]; n++) {
        pods.add(waiting.get(c).remove());
      }
    }
    int offer = offer(bin, pods);
    sites.settle(offer, pods);
    List<PodKey> keys = new ArrayList<>(pods.stream().map(PodFact::podKey).toList());
    Collections.sort(keys);
    return new Packed.NewNode(solution.figures.offers.get(offer), keys);
  }

  private int offer(Bin bin, List<PodFact> pods) {
    List<Offer> offers = solution.figures.offers;
    Offer planned = offers.get(bin.offer);
    Load load = solution.figures.load(bin.counts);
    List<Integer> equal =
        byCost.getOrDefault(planned.costMicros(), List.of()).stream()
            .filter(o -> offers.get(o).priority() == planned.priority())
            .filter(o -> o == bin.offer || solution.figures.holds(o, load))
            .toList();
    for (int offer : sites.bestFirst(equal, bin.offer, pods)) {
      if (offer == bin.offer || solution.ledger.exchange(bin.offer, offer)) {
        return offer;
      }
    }
    throw new IllegalStateException("a planned node's own offer is not among those of its cost");
  }
}
