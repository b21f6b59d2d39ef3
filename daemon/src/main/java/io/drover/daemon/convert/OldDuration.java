package io.drover.daemon.convert;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Durations as Go writes them, and as Drover does. */
final class OldDuration {
  private static final Pattern ALL =
      Pattern.compile("(?:[0-9]{1,9}(?:\\.[0-9]{1,9})?(?:ms|s|m|h))+");
  private static final Pattern PART = Pattern.compile("([0-9.]+)(ms|s|m|h)");
  private static final Map<String, Integer> MILLIS =
      Map.of("ms", 1, "s", 1_000, "m", 60_000, "h", 3_600_000);

  private OldDuration() {}

  static Optional<Duration> read(String text) {
    if (text.equals("0")) {
      return Optional.of(Duration.ZERO);
    }
    if (!ALL.matcher(text).matches()) {
      return Optional.empty();
    }
    BigDecimal millis = BigDecimal.ZERO;
    for (MatchResult part : PART.matcher(text).results().toList()) {
      BigDecimal unit = BigDecimal.valueOf(MILLIS.getOrDefault(part.group(2), 0));
      millis = millis.add(new BigDecimal(part.group(1)).multiply(unit));
    }
    return Optional.of(Duration.ofMillis(millis.longValue()));
  }

  /** As Drover reads it. */
  static String text(Duration duration) {
    long millis = duration.toMillis();
    if (millis % 3_600_000 == 0 && millis > 0) {
      return millis / 3_600_000 + "h";
    }
    if (millis % 60_000 == 0 && millis > 0) {
      return millis / 60_000 + "m";
    }
    return millis % 1_000 == 0 ? millis / 1_000 + "s" : millis + "ms";
  }

  static String seconds(int seconds) {
    return text(Duration.ofSeconds(seconds));
  }
}
