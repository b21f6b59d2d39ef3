package io.drover.daemon.config;

import java.math.BigDecimal;

/**
 * A share from 0 % to 100 %.
 *
 * @param basisPoints hundredths of a percent, 0 to 10000
 */
public record Percent(int basisPoints) implements CountOrPercent {
  private static final int WHOLE = 10_000;

  public Percent {
    if (basisPoints < 0 || basisPoints > WHOLE) {
      throw new IllegalArgumentException("a percentage is between 0% and 100%");
    }
  }

  public static Percent of(int percent) {
    return new Percent(percent * 100);
  }

  /** The share as a number between 0 and 1. */
  public double fraction() {
    return basisPoints / (double) WHOLE;
  }

  @Override
  public int among(int total) {
    return Math.toIntExact(Math.ceilDiv((long) total * basisPoints, WHOLE));
  }

  @Override
  public String toString() {
    return BigDecimal.valueOf(basisPoints, 2).stripTrailingZeros().toPlainString() + "%";
  }
}
