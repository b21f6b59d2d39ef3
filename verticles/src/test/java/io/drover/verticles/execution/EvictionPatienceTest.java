package io.drover.verticles.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvictionPatienceTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

  private final EvictionPatience patience = new EvictionPatience();

  @Test
  void asksWhatWasNeverRefusedAndWhatIsForgotten() {
    assertThat(patience.mayAsk("pod-1", NOW)).isTrue();
    patience.refused("pod-1", TEN_SECONDS, NOW, () -> 0);
    assertThat(patience.mayAsk("pod-1", NOW)).isFalse();
    assertThat(patience.mayAsk("pod-2", NOW)).isTrue();
    patience.forget();
    assertThat(patience.mayAsk("pod-1", NOW)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"0.0, 10000", "0.5, 11000", "0.999, 11998"})
  void neverAsksSoonerThanItWasToldAndALittleLaterByChance(double chance, long millis) {
    patience.refused("pod-1", TEN_SECONDS, NOW, () -> chance);

    assertThat(patience.mayAsk("pod-1", NOW.plusMillis(millis - 1))).isFalse();
    assertThat(patience.mayAsk("pod-1", NOW.plusMillis(millis))).isTrue();
  }
}
