package io.drover.verticles.cluster.kubernetes;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Instants as objects write them: RFC 3339, micros at most. */
final class Times {
  private Times() {}

  static Instant read(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException notATime) {
      throw new Unreadable("'" + text + "' is not a time");
    }
  }

  static @Nullable Instant readOrNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : read(text);
  }

  static String text(Instant instant) {
    return micros(instant).toString();
  }

  static @Nullable String textOrNull(@Nullable Instant instant) {
    return instant == null ? null : text(instant);
  }

  /** As {@code meta/v1 Time} wants it. */
  static String seconds(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  static Instant micros(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS);
  }
}
