package io.drover.daemon.config;

/** A bound that is a number of things or a share of them. */
public sealed interface CountOrPercent permits CountOrPercent.Count, Percent {
  /**
   * What the bound allows among {@code total} things. A share is rounded up, so a share above zero
   * of something is never nothing.
   */
  int among(int total);

  /** A fixed number, zero or more. */
  record Count(int count) implements CountOrPercent {
    public Count {
      if (count < 0) throw new IllegalArgumentException("a count is not negative");
    }

    @Override
    public int among(int total) {
      return Math.min(count, total);
    }

    @Override
    public String toString() {
      return Integer.toString(count);
    }
  }
}
