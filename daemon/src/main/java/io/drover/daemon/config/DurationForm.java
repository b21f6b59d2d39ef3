package io.drover.daemon.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as people write them: {@code 250ms}, {@code 30s}, {@code 1h30m}, {@code 7d}. Zero is
 * one only where it means something.
 */
final class DurationForm implements Form<Duration> {
  static final DurationForm DURATION = new DurationForm(false);

  /** Zero is allowed. */
  static final DurationForm DURATION_OR_ZERO = new DurationForm(true);

  private static final Pattern FORM =
      Pattern.compile(
          "(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,6})s)?(?:(\\d{1,6})ms)?");

  private final boolean orZero;

  private DurationForm(boolean orZero) {
    this.orZero = orZero;
  }

  @Override
  public Duration read(String text) throws NotOfThisForm {
    Matcher matcher = FORM.matcher(text);
    if (text.isEmpty() || !matcher.matches()) {
      throw new NotOfThisForm("is not a duration. Examples: 250ms, 30s, 10m, 1h30m");
    }
    Duration duration =
        Duration.ofDays(part(matcher, 1))
            .plusHours(part(matcher, 2))
            .plusMinutes(part(matcher, 3))
            .plusSeconds(part(matcher, 4))
            .plusMillis(part(matcher, 5));
    if (duration.isZero() && !orZero) throw new NotOfThisForm("is not more than zero");
    return duration;
  }

  private static long part(Matcher matcher, int group) {
    String digits = matcher.group(group);
    return digits == null ? 0 : Long.parseLong(digits);
  }

  /** The form that {@link #read} reads. */
  static String text(Duration duration) {
    StringBuilder text = new StringBuilder();
    append(text, duration.toDays(), "d");
    append(text, duration.toHoursPart(), "h");
    append(text, duration.toMinutesPart(), "m");
    append(text, duration.toSecondsPart(), "s");
    append(text, duration.toMillisPart(), "ms");
    return duration.isZero() ? "0s" : text.toString();
  }

  private static void append(StringBuilder text, long amount, String unit) {
    if (amount > 0) text.append(amount).append(unit);
  }
}
