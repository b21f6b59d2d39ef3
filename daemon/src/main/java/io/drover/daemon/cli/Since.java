package io.drover.daemon.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;

/** The value of {@code --since}: an instant, or an age in the units s, m, h and d. */
final class Since {
  private static final Pattern AGE =
      Pattern.compile("(?:\\d{1,5}d)?(?:\\d{1,6}h)?(?:\\d{1,7}m)?(?:\\d{1,8}s)?");

  private Since() {}

  /**
   * The instant that is meant.
   *
   * @throws IllegalArgumentException with a text for the user
   */
  static Instant read(String text, Instant now) {
    try {
      return !text.isEmpty() && AGE.matcher(text).matches()
          ? now.minus(age(text.toUpperCase(Locale.ROOT)))
          : Instant.parse(text);
    } catch (DateTimeException | ArithmeticException unreadable) {
      throw new IllegalArgumentException(
          "--since "
              + text
              + " is neither an instant nor an age. Examples: 2026-11-20T10:00:00Z, 90s, 15m, 1h30m, 2d",
          unreadable);
    }
  }

  private static Duration age(String text) {
    int day = text.indexOf('D') + 1;
    String time = text.substring(day);
    return Duration.parse("P" + text.substring(0, day) + (time.isEmpty() ? "" : "T" + time));
  }
}
