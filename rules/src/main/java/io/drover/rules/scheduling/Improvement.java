package io.drover.rules.scheduling;

import io.drover.rules.facts.Budget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The pass after the greedy one: empties nodes into others, puts two nodes' pods on one cheaper
 * node, and exchanges each node for the cheapest offer that holds its pods. Each step lowers the
 * price or, at the same price, the number of nodes, so it ends.
 */
final class Improvement {
  /** How many of the emptiest nodes are tried to be emptied. */
  private static final int MOST_EMPTIED = 200;

  /** How many distinct nodes, the emptiest first, are tried to be merged in pairs. */
  private static final int MOST_MERGED = 24;

  private final Solution solution;
  private final Figures figures;
  private final Budget budget;
  private final int[] cheapestFirst;
  private final Set<List<Bin>> inVain = new HashSet<>();

  /**
   * Of one solution.
   *
   * @param cheapestFirst the offers that may be taken instead of others
   */
  Improvement(Solution solution, Budget budget, int... cheapestFirst) {
    this.solution = solution;
    this.budget = budget;
    this.figures = solution.figures;
    this.cheapestFirst = cheapestFirst.clone();
  }

  void run() {
    emptyIntoOthers();
    boolean more = true;
    while (more && !budget.spent()) {
      more = mergeInPairs();
    }
    downsize();
  }

  private List<Bin> emptiestFirst() {
    Map<Bin, Double> fullness = new HashMap<>();
    solution.bins.forEach(bin -> fullness.computeIfAbsent(bin, figures::fullness));
    List<Bin> bins = new ArrayList<>(solution.bins);
    bins.sort(
        Comparator.comparingDouble((Bin bin) -> fullness.getOrDefault(bin, 0.0))
            .thenComparing(Comparator.naturalOrder()));
    return bins;
  }

  private void emptyIntoOthers() {
    Slack slack = new Slack(figures, solution.bins);
    Bin stuck = null;
    for (Bin bin : emptiestFirst().stream().limit(MOST_EMPTIED).toList()) {
      if (budget.spent()) {
        return;
      }
      // What goes for a node goes for those like it until others have changed.
      if (stuck == null || !bin.equals(stuck)) {
        boolean emptied = slack.mayTake(bin) && emptyIntoOthers(bin);
        slack = emptied ? new Slack(figures, solution.bins) : slack;
        stuck = emptied ? null : bin;
      }
    }
  }

  private boolean emptyIntoOthers(Bin bin) {
    List<Bin> others = new ArrayList<>(solution.bins);
    // It is no longer there if another node's pods have come to stand on it.
    if (!others.remove(bin) || !spread(bin.counts.clone(), others)) {
      return false;
    }
    solution.bins.clear();
    solution.bins.addAll(others);
    solution.ledger.giveBack(bin.offer);
    return true;
  }

  /** Puts the pods beside those of other nodes; true if all found a place. */
  private boolean spread(int[] pods, List<Bin> others) {
    int left = Arrays.stream(pods).sum();
    for (int i = 0; i < others.size() && left > 0; i++) {
      Bin other = others.get(i);
      int[] counts = other.counts.clone();
      int added = figures.topUp(other.offer, counts, pods);
      if (added > 0) {
        for (int c = 0; c < pods.length; c++) {
          pods[c] -= counts[c] - other.counts[c];
        }
        left -= added;
        others.set(i, new Bin(other.offer, counts));
      }
    }
    return left == 0;
  }

  /** Merges each of the emptiest with another where that pays; false if it never does. */
  private boolean mergeInPairs() {
    List<Bin> distinct = new LinkedHashSet<>(emptiestFirst()).stream().limit(MOST_MERGED).toList();
    boolean merged = false;
    for (Bin a : distinct) {
      merged |= merge(a, distinct);
    }
    return merged;
  }

  private boolean merge(Bin a, List<Bin> others) {
    for (Bin b : others) {
      if (a.compareTo(b) <= 0 && merge(a, b)) {
        return true;
      }
    }
    return false;
  }

  private boolean merge(Bin a, Bin b) {
    List<Bin> both = List.of(a, b);
    return !inVain.contains(both) && present(a, b) && replace(both);
  }

  private boolean present(Bin a, Bin b) {
    int first = solution.bins.indexOf(a);
    return first >= 0
        && (a.equals(b) ? first != solution.bins.lastIndexOf(a) : solution.bins.contains(b));
  }

  private void downsize() {
    for (Bin bin : List.copyOf(solution.bins)) {
      replace(List.of(bin));
    }
  }

  /** One node instead of these, if an offer holds all their pods for less money. */
  private boolean replace(List<Bin> old) {
    if (inVain.contains(old)) {
      return false;
    }
    int[] counts = old.stream().reduce((a, b) -> a.with(b, a.offer)).orElseThrow().counts;
    int best = cheapest(figures.load(counts), most(old));
    if (best < 0) {
      inVain.add(old);
      return false;
    }
    if (!solution.ledger.exchange(old, best)) {
      return false;
    }
    old.forEach(solution.bins::remove);
    solution.bins.add(new Bin(best, counts));
    return true;
  }

  /** What may be paid instead: several nodes become one for the same price. */
  private long most(List<Bin> old) {
    long cost = old.stream().mapToLong(bin -> figures.costMicros(bin.offer)).sum();
    return old.size() > 1 ? cost : cost - 1;
  }

  private int cheapest(Load load, long mostMicros) {
    for (int offer : cheapestFirst) {
      if (figures.costMicros(offer) > mostMicros) {
        return -1;
      }
      if (figures.holds(offer, load)) {
        return offer;
      }
    }
    return -1;
  }
}
