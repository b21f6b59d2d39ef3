package io.drover.rules.facts;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** An amount in millionths of a US dollar; never negative. */
public record Money(long micros) {
  public static final Money ZERO = new Money(0);

  private static final double MICROS = 1e6;

  public Money {
    if (micros < 0) {
      throw new IllegalArgumentException("amount is negative: " + micros);
    }
  }

  /** Reads a decimal number of dollars, such as {@code 250} or {@code 0.04}. */
  public static Money dollars(String text) {
    return new Money(
        new BigDecimal(text).movePointRight(6).setScale(0, RoundingMode.HALF_UP).longValueExact());
  }

  /** As a number, for comparisons only. */
  public double dollars() {
    return micros / MICROS;
  }

  /** Decimal dollars without trailing zeros. */
  @Override
  public String toString() {
    return new BigDecimal(micros).movePointLeft(6).stripTrailingZeros().toPlainString();
  }
}
