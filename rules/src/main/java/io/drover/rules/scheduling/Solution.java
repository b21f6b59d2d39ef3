package io.drover.rules.scheduling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Planned nodes, what remains unplaced and what the groups may still buy. */
final class Solution {
  /** More pods placed, then cheaper, then fewer nodes, then by name. */
  static final Comparator<Solution> BEST_FIRST =
      Comparator.comparingInt(Solution::unplaced)
          .thenComparingLong(Solution::costMicros)
          .thenComparingInt(solution -> solution.bins.size())
          .thenComparing(Solution::byName);

  final Figures figures;
  final List<Bin> bins = new ArrayList<>();
  final int[] remaining;
  final Ledger ledger;

  Solution(Figures figures, int[] remaining, Ledger ledger) {
    this.figures = figures;
    this.remaining = remaining.clone();
    this.ledger = ledger.copy();
  }

  int unplaced() {
    return Arrays.stream(remaining).sum();
  }

  long costMicros() {
    return bins.stream().mapToLong(bin -> figures.costMicros(bin.offer)).sum();
  }

  private int byName(Solution other) {
    List<Bin> mine = sorted();
    List<Bin> others = other.sorted();
    for (int i = 0; i < Math.min(mine.size(), others.size()); i++) {
      int order = mine.get(i).compareTo(others.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(mine.size(), others.size());
  }

  List<Bin> sorted() {
    List<Bin> sorted = new ArrayList<>(bins);
    Collections.sort(sorted);
    return sorted;
  }

  /** Buys so many nodes with the same pods on each. */
  void buy(int offer, int[] counts, int nodes) {
    ledger.reserve(offer, nodes);
    for (int c = 0; c < counts.length; c++) {
      remaining[c] -= counts[c] * nodes;
    }
    bins.addAll(Collections.nCopies(nodes, new Bin(offer, counts.clone())));
  }

  /** How many nodes with just these pods the remaining demand and the room allow. */
  int repeats(int offer, int[] counts) {
    int repeats = Integer.MAX_VALUE;
    for (int c = 0; c < counts.length; c++) {
      if (counts[c] > 0) {
        repeats = Math.min(repeats, remaining[c] / counts[c]);
      }
    }
    return repeats == Integer.MAX_VALUE ? 0 : ledger.affordable(offer, repeats);
  }
}
