package io.drover.verticles.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {
  @ParameterizedTest
  @CsvSource({
    "2, 2000, 2",
    "1500m, 1500, 1",
    "0.1, 100, 0",
    "4Gi, 4294967296000, 4294967296",
    "1Ki, 1024000, 1024",
    "1k, 1000000, 1000",
    "1e3, 1000000, 1000",
    "100u, 0, 0",
    "-1, -1000, -1"
  })
  void readsWhatKubernetesWrites(String text, long milli, long whole) {
    assertThat(Quantity.of(text).milli()).isEqualTo(milli);
    assertThat(Quantity.of(text).whole()).isEqualTo(whole);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Gi", "4 Gi", "4gi", "four", "1e", "NaN"})
  void refusesWhatIsNoQuantity(String text) {
    assertThatThrownBy(() -> Quantity.of(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesAnAmountThatNoMachineHas() {
    assertThatThrownBy(() -> Quantity.of("100Ei").whole())
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void readsCpuInMillicoresAndEverythingElseWhole() {
    var resources = Quantity.resources(Map.of("cpu", "2", "memory", "1Gi", "pods", "110"));

    assertThat(resources.get("cpu")).isEqualTo(2_000);
    assertThat(resources.get("memory")).isEqualTo(1L << 30);
    assertThat(resources.get("pods")).isEqualTo(110);
  }
}
