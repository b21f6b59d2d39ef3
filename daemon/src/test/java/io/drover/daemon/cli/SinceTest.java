package io.drover.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SinceTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "90s, 2026-11-20T09:58:30Z",
    "15m, 2026-11-20T09:45:00Z",
    "1h30m, 2026-11-20T08:30:00Z",
    "2d, 2026-11-18T10:00:00Z",
    "1d1h, 2026-11-19T09:00:00Z",
    "2026-11-20T07:00:00Z, 2026-11-20T07:00:00Z"
  })
  void isAnAgeOrAnInstant(String text, Instant expected) {
    assertThat(Since.read(text, NOW)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "15", "m", "yesterday", "1w", "-5m", "2026-11-20", "5m1h"})
  void isNothingElse(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Since.read(text, NOW))
        .withMessageContaining("neither an instant nor an age");
  }
}
