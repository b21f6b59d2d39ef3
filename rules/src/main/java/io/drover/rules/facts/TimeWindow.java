package io.drover.rules.facts;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hours of some days of the week by the clocks of a place, written {@code Mon..Fri 22:00-06:00
 * Europe/Berlin}: days as {@code Mon..Fri}, {@code Sat,Sun} or left out for every day; then from
 * when until when, which is the next day where it is not later; then the zone, UTC where it is left
 * out. {@code 24:00} is the end of a day. The days are those on which it begins. Where clocks are
 * set forward over its beginning, it begins when they have been; where they are set back, an hour
 * that comes twice counts twice.
 *
 * @param days on which it begins; never empty
 * @param from including it
 * @param until excluding it; midnight is the end of the day
 */
public record TimeWindow(Set<DayOfWeek> days, LocalTime from, LocalTime until, ZoneId zone) {
  private static final String DAY = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)";
  private static final String SOME = DAY + "(?:\\.\\." + DAY + ")?";

  /** How it is written, for schemas and forms. */
  public static final String FORM =
      "^(?:("
          + SOME
          + "(?:,"
          + SOME
          + ")*) )?([01][0-9]|2[0-3]):([0-5][0-9])-"
          + "([01][0-9]:[0-5][0-9]|2[0-3]:[0-5][0-9]|24:00)(?: ([A-Za-z0-9_+/-]+))?$";

  private static final Pattern PATTERN = Pattern.compile(FORM);
  private static final String END_OF_DAY = "24:00";

  public TimeWindow {
    if (days.isEmpty()) {
      throw new IllegalArgumentException("a time window needs a day");
    }
    days = Collections.unmodifiableSet(EnumSet.copyOf(days));
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException with what is wrong and what is allowed
   */
  public static TimeWindow parse(String text) {
    Matcher matcher = PATTERN.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no time window; write it as 'Mon..Fri 22:00-06:00 Europe/Berlin'");
    }
    String days = matcher.group(1);
    String zone = matcher.group(5);
    String end = matcher.group(4);
    return new TimeWindow(
        days == null ? EnumSet.allOf(DayOfWeek.class) : days(days),
        LocalTime.of(Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3))),
        end.equals(END_OF_DAY) ? LocalTime.MIDNIGHT : LocalTime.parse(end),
        zone == null ? ZoneId.of("UTC") : zone(zone));
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException unknown) {
      throw new IllegalArgumentException(
          "'" + name + "' is no time zone of the tz database, such as Europe/Berlin", unknown);
    }
  }

  private static Set<DayOfWeek> days(String text) {
    EnumSet<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (String some : text.split(",", -1)) {
      List<String> ends = List.of(some.split("\\.\\.", -1));
      DayOfWeek last = day(ends.getLast());
      for (DayOfWeek day = day(ends.getFirst()); day != last; day = day.plus(1)) {
        days.add(day);
      }
      days.add(last);
    }
    return days;
  }

  private static DayOfWeek day(String begin) {
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.name().startsWith(begin.toUpperCase(Locale.ROOT))) {
        return day;
      }
    }
    throw new IllegalArgumentException("'" + begin + "' is no day of the week");
  }

  public boolean contains(Instant now) {
    LocalDate today = now.atZone(zone).toLocalDate();
    return opensOn(today, now) || opensOn(today.minusDays(1), now);
  }

  private boolean opensOn(LocalDate day, Instant now) {
    return days.contains(day.getDayOfWeek()) && !now.isBefore(begin(day)) && now.isBefore(end(day));
  }

  private Instant begin(LocalDate day) {
    return ZonedDateTime.of(day, from, zone).toInstant();
  }

  private Instant end(LocalDate day) {
    LocalDate last = until.isAfter(from) ? day : day.plusDays(1);
    return ZonedDateTime.of(last, until, zone).withLaterOffsetAtOverlap().toInstant();
  }

  /** When it next begins or ends after the instant: what depends on it is to be looked at then. */
  public Instant nextChange(Instant now) {
    LocalDate today = now.atZone(zone).toLocalDate();
    Instant next = Instant.MAX;
    for (int day = -1; day <= DayOfWeek.values().length + 1; day++) {
      LocalDate date = today.plusDays(day);
      if (days.contains(date.getDayOfWeek())) {
        for (Instant change : List.of(begin(date), end(date))) {
          next = change.isAfter(now) && change.isBefore(next) ? change : next;
        }
      }
    }
    return next;
  }

  /** As it is written. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    if (days.size() < DayOfWeek.values().length) {
      for (DayOfWeek day : days) {
        text.append(text.isEmpty() ? "" : ",").append(day.name(), 0, 1);
        text.append(day.name().substring(1, 3).toLowerCase(Locale.ROOT));
      }
      text.append(' ');
    }
    String end = until.equals(LocalTime.MIDNIGHT) ? END_OF_DAY : until.toString();
    return text.append(from).append('-').append(end).append(' ').append(zone).toString();
  }
}
