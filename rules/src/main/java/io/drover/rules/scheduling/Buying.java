package io.drover.rules.scheduling;

import java.util.Arrays;

/** How to choose the next node: greedy, one pattern of pods at a time. */
enum Buying {
  /** The lowest price per worth of the pods placed. */
  CHEAPEST_PER_SHARE {
    @Override
    double cost(long priceMicros, double worth) {
      return priceMicros / worth;
    }
  },
  /** The most worth on one node, for when nodes are what is scarce. */
  MOST_PER_NODE {
    @Override
    double cost(long priceMicros, double worth) {
      return -worth;
    }
  };

  abstract double cost(long priceMicros, double worth);

  /** Buys until nothing that remains fits any of the offers, or no group has room. */
  void run(Solution solution, int... offers) {
    boolean more = true;
    while (more) {
      more = buyNext(solution, offers);
    }
  }

  private boolean buyNext(Solution solution, int... offers) {
    Figures figures = solution.figures;
    double[] worth = figures.worth(solution.remaining);
    int chosen = -1;
    double lowest = Double.POSITIVE_INFINITY;
    double most = 0;
    int[] pattern = new int[0];
    for (int offer : offers) {
      if (solution.ledger.affordable(offer, 1) == 0) {
        continue;
      }
      int[] counts = figures.fill(offer, solution.remaining);
      double placed = total(counts, worth);
      if (Arrays.stream(counts).anyMatch(n -> n > 0)) {
        double cost = cost(figures.priceMicros(offer), Math.max(placed, Double.MIN_NORMAL));
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
}
