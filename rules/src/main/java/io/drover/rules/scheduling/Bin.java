package io.drover.rules.scheduling;

import java.util.Arrays;

/**
 * One planned node in the packing's figures: which offer, and how many pods of each class. Neither
 * changes, so that bins are told apart by a hash that is known from the start.
 */
final class Bin implements Comparable<Bin> {
  final int offer;
  final int[] counts;
  private final int hash;

  Bin(int offer, int[] counts) {
    this.offer = offer;
    this.counts = counts;
    this.hash = 31 * offer + Arrays.hashCode(counts);
  }

  /** The pods of both, on a node of another offer. */
  Bin with(Bin other, int newOffer) {
    int[] sum = counts.clone();
    for (int c = 0; c < sum.length; c++) {
      sum[c] += other.counts[c];
    }
    return new Bin(newOffer, sum);
  }

  /** By offer, then the bin with more pods of the first classes first. */
  @Override
  public int compareTo(Bin other) {
    int byOffer = Integer.compare(offer, other.offer);
    return byOffer != 0 ? byOffer : Arrays.compare(other.counts, counts);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bin bin
        && hash == bin.hash
        && offer == bin.offer
        && Arrays.equals(counts, bin.counts);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
