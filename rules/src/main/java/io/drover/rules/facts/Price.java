package io.drover.rules.facts;

/** A price in millionths of a US dollar per hour; never negative. */
public record Price(long microsPerHour) implements Comparable<Price> {
  public static final Price ZERO = new Price(0);

  public Price {
    if (microsPerHour < 0) {
      throw new IllegalArgumentException("price is negative: " + microsPerHour);
    }
  }

  /** Reads a decimal number of dollars per hour, such as {@code 0.0416}. */
  public static Price perHour(String dollars) {
    return new Price(Money.dollars(dollars).micros());
  }

  public Price plus(Price other) {
    return new Price(Math.addExact(microsPerHour, other.microsPerHour));
  }

  @Override
  public int compareTo(Price other) {
    return Long.compare(microsPerHour, other.microsPerHour);
  }

  /** Decimal dollars per hour without trailing zeros. */
  @Override
  public String toString() {
    return new Money(microsPerHour).toString();
  }
}
