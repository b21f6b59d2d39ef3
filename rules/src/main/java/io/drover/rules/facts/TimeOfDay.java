package io.drover.rules.facts;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * What the clocks show in a time zone, as the rules see it.
 *
 * @param zone by its name in the tz database, such as {@code Europe/Berlin}
 * @param hour 0..23
 * @param minute 0..59
 */
public record TimeOfDay(String zone, int hour, int minute) {
  public static TimeOfDay of(Instant now, ZoneId zone) {
    ZonedDateTime there = now.atZone(zone);
    return new TimeOfDay(zone.getId(), there.getHour(), there.getMinute());
  }

  /** Minutes since midnight by the clock, 0..1439. */
  public int minuteOfDay() {
    return 60 * hour + minute;
  }
}
