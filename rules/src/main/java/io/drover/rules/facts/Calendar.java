package io.drover.rules.facts;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * The date in a time zone, as the rules see it.
 *
 * @param zone by its name in the tz database, such as {@code Europe/Berlin}
 * @param month 1..12
 * @param day of the month, 1..31
 */
public record Calendar(String zone, int year, int month, int day, DayOfWeek weekday) {
  public static Calendar of(Instant now, ZoneId zone) {
    ZonedDateTime there = now.atZone(zone);
    return new Calendar(
        zone.getId(),
        there.getYear(),
        there.getMonthValue(),
        there.getDayOfMonth(),
        there.getDayOfWeek());
  }

  /** Whether it is Saturday or Sunday. */
  public boolean weekend() {
    return weekday == DayOfWeek.SATURDAY || weekday == DayOfWeek.SUNDAY;
  }
}
