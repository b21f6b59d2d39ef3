package io.drover.rules.scheduling;

import io.drover.rules.facts.Budget;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** How to choose the next node: greedy, one pattern of pods at a time. */
enum Buying {
  /** The lowest price per worth of the pods placed. */
  CHEAPEST_PER_SHARE {
    @Override
    double cost(long costMicros, double worth) {
      return costMicros / worth;
    }
  },
  /** The most worth on one node, for when nodes are what is scarce. */
  MOST_PER_NODE {
    @Override
    double cost(long costMicros, double worth) {
      return -worth;
    }
  };

  /**
   * What a purchase goes by.
   *
   * @param evenly how much every resource matters beside its part of the price
   */
  record Guide(DualPrices dual, double evenly) {}

  abstract double cost(long costMicros, double worth);

  /**
   * Buys until nothing that remains fits any of the offers, no group has room, or the budget is
   * spent.
   *
   * @param guide says what pods are worth and which resources are scarce; null for their share of
   *     what remains at each step
   */
  void run(Solution solution, @Nullable Guide guide, Budget budget, int... offers) {
    boolean more = true;
    while (more && !budget.spent()) {
      more = buyNext(solution, guide, offers);
    }
  }

  private boolean buyNext(Solution solution, @Nullable Guide guide, int... offers) {
    Figures figures = solution.figures;
    double[] worth = guide != null ? guide.dual.worth() : figures.worth(solution.remaining);
    int chosen = -1;
    double lowest = Double.POSITIVE_INFINITY;
    double most = 0;
    int[] pattern = new int[0];
    BitSet tried = new BitSet();
    for (int offer : offers) {
      int kind = figures.kind(offer);
      if (tried.get(kind) || solution.ledger.affordable(offer, 1) == 0) {
        continue;
      }
      tried.set(kind);
      int[] counts = pattern(solution, guide, offer);
      double placed = total(counts, worth);
      if (Arrays.stream(counts).anyMatch(n -> n > 0)) {
        double cost = cost(figures.costMicros(offer), Math.max(placed, Double.MIN_NORMAL));
        if (cost < lowest || (cost == lowest && placed > most)) {
          chosen = offer;
          lowest = cost;
          most = placed;
          pattern = counts;
        }
      }
    }
    if (chosen < 0) {
      return false;
    }
    solution.buy(chosen, pattern, solution.repeats(chosen, pattern));
    return true;
  }

  private static double total(int[] counts, double[] worth) {
    double total = 0;
    for (int c = 0; c < counts.length; c++) {
      total += counts[c] * worth[c];
    }
    return total;
  }

  private static int[] pattern(Solution solution, @Nullable Guide guide, int offer) {
    Figures figures = solution.figures;
    if (guide == null) {
      return figures.fill(offer, solution.remaining);
    }
    return figures.fillEvenly(offer, solution.remaining, guide.dual.weights(offer, guide.evenly));
  }
}
