package io.drover.rules.facts;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/**
 * What a group's nodes have cost since a calendar month began, by the prices in their records.
 * Months begin in UTC.
 *
 * @param amount spent in the month of {@code at}, up to then
 * @param at when it was added up
 */
public record Spending(Money amount, Instant at) {
  private static final long SECONDS_AN_HOUR = 3_600;

  /** Nothing that is known of, from now on. */
  public static Spending from(Instant now) {
    return new Spending(Money.ZERO, now);
  }

  /** Up to now, if it went on at this price; a clock that was set back adds nothing. */
  public Spending until(Instant now, Price perHour) {
    if (!now.isAfter(at)) {
      return this;
    }
    Instant began = month(now).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    boolean same = month(at).equals(month(now));
    Duration since = Duration.between(same ? at : began, now);
    long more = Math.multiplyExact(perHour.microsPerHour(), since.toSeconds()) / SECONDS_AN_HOUR;
    return new Spending(
        new Money(Math.addExact(same ? amount.micros() : 0, more)),
        // What is less than a second is counted the next time.
        now.minusNanos(since.toNanosPart()));
  }

  private static YearMonth month(Instant at) {
    return YearMonth.from(at.atOffset(ZoneOffset.UTC));
  }
}
