package io.drover.rules.scheduling;

import java.util.Arrays;

/**
 * What a pod of each class costs at least, in any packing whatever: a feasible solution of the dual
 * of the linear relaxation (nodes may be bought in parts, pods be cut). Each offer divides its
 * price among its resources; a pod costs at least what its resources cost on the offer where that
 * is least. The division that makes the sum over all pods largest is approached by exponentiated
 * gradient steps; every division gives a valid bound, so stopping early only makes it looser.
 */
final class DualPrices {
  private static final int STEPS = 400;

  /** Products of class, offer and resource that all steps together may look at. */
  private static final long MOST_WORK = 4_000_000L;

  /** With fewer steps than these nothing is told. */
  private static final int FEWEST_STEPS = 4;

  private final Figures figures;
  private final int[] demand;
  private final int[] offers;
  private final double[][] divisions;
  private final double[][] bestDivisions;
  private double[] best;
  private double bound;

  private DualPrices(Figures figures, int[] demand, int... offers) {
    this.figures = figures;
    this.demand = demand.clone();
    this.offers = offers.clone();
    this.divisions = new double[offers.length][figures.resources()];
    this.best = new double[demand.length];
    this.bestDivisions = new double[offers.length][figures.resources()];
    for (double[] division : divisions) {
      Arrays.fill(division, 1.0 / figures.resources());
    }
  }

  /** Of so many pods of each class, over these offers. */
  static DualPrices of(Figures figures, int[] demand, int... offers) {
    DualPrices prices = new DualPrices(figures, demand, figures.undominated(offers));
    long pairs = Math.max(1, (long) demand.length * prices.offers.length * figures.resources());
    int steps = pairs > MOST_WORK ? 0 : Math.clamp(MOST_WORK / pairs, FEWEST_STEPS, STEPS);
    for (int step = 0; step < steps && figures.resources() > 0; step++) {
      prices.step(4.0 / Math.sqrt(1 + step));
    }
    return prices;
  }

  /**
   * The least price of all pods together, in micro-dollars an hour; zero where there are too many
   * classes and offers to tell.
   */
  double boundMicros() {
    return bound;
  }

  /** The least price of one pod of each class; zero where no offer takes it. */
  double[] worth() {
    return best.clone();
  }

  /**
   * How much it matters that a resource of the offer is used up: its part of the price, and as much
   * for every resource.
   */
  double[] weights(int offer, double evenly) {
    for (int o = 0; o < offers.length; o++) {
      if (offers[o] == offer || figures.dominates(offers[o], offer)) {
        return Arrays.stream(bestDivisions[o]).map(part -> part + evenly).toArray();
      }
    }
    throw new IllegalArgumentException("not among the offers: " + offer);
  }

  private void step(double rate) {
    double[] costs = new double[demand.length];
    double[][] gains = new double[offers.length][figures.resources()];
    double sum = 0;
    for (int c = 0; c < demand.length; c++) {
      if (demand[c] > 0) {
        costs[c] = cheapest(c, gains);
        sum += demand[c] * costs[c];
      }
    }
    if (sum > bound) {
      bound = sum;
      best = costs;
      for (int o = 0; o < offers.length; o++) {
        bestDivisions[o] = divisions[o].clone();
      }
    }
    for (int o = 0; o < offers.length; o++) {
      redivide(divisions[o], gains[o], rate);
    }
  }

  /** The cost of a pod where it is cheapest, and what would make it dearer, weighed by nearness. */
  private double cheapest(int podClass, double[]... gains) {
    double[] costs = new double[offers.length];
    double least = Double.POSITIVE_INFINITY;
    for (int o = 0; o < offers.length; o++) {
      costs[o] = cost(podClass, o);
      least = Math.min(least, costs[o]);
    }
    if (least == Double.POSITIVE_INFINITY) {
      return 0;
    }
    double[] nearness = new double[offers.length];
    double all = 0;
    for (int o = 0; o < offers.length; o++) {
      nearness[o] = Math.exp(-40 * (costs[o] / Math.max(least, Double.MIN_NORMAL) - 1));
      all += nearness[o];
    }
    for (int o = 0; o < offers.length; o++) {
      if (nearness[o] > 0) {
        for (int r = 0; r < figures.resources(); r++) {
          gains[o][r] +=
              demand[podClass] * nearness[o] / all * figures.portion(podClass, offers[o], r);
        }
      }
    }
    return least;
  }

  private double cost(int podClass, int o) {
    if (!figures.fitsAlone(podClass, offers[o])) {
      return Double.POSITIVE_INFINITY;
    }
    double portions = 0;
    for (int r = 0; r < figures.resources(); r++) {
      portions += divisions[o][r] * figures.portion(podClass, offers[o], r);
    }
    return portions * figures.costMicros(offers[o]);
  }

  private static void redivide(double[] division, double[] gain, double rate) {
    double most = Arrays.stream(gain).max().orElse(0);
    if (most <= 0) {
      return;
    }
    double sum = 0;
    for (int r = 0; r < division.length; r++) {
      division[r] = Math.max(1e-9, division[r] * Math.exp(rate * (gain[r] / most - 1)));
      sum += division[r];
    }
    for (int r = 0; r < division.length; r++) {
      division[r] /= sum;
    }
  }
}
