package io.drover.rules.scheduling;

import java.util.List;

/** What nodes of a packing have free together: pods that ask for more do not find room there. */
final class Slack {
  private final Figures figures;
  private final long[] free;

  Slack(Figures figures, List<Bin> bins) {
    this.figures = figures;
    this.free = new long[figures.resources()];
    for (Bin bin : bins) {
      long[] more = figures.free(bin.offer, bin.counts);
      for (int r = 0; r < free.length; r++) {
        free[r] += Math.max(0, more[r]);
      }
    }
  }

  /** Whether the other nodes have as much free as the pods of this one ask for. */
  boolean mayTake(Bin bin) {
    long[] own = figures.free(bin.offer, bin.counts);
    long[] asked = figures.load(bin.counts).taken;
    for (int r = 0; r < free.length; r++) {
      if (asked[r] > 0 && asked[r] > free[r] - Math.max(0, own[r])) {
        return false;
      }
    }
    return true;
  }
}
