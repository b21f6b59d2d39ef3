package io.drover.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExposureTest {
  private static boolean exposed(String host) {
    return Exposure.of(new HazelcastConfig(host, 5701, 15_701, List.of(), true, null)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "203.0.113.5", "2001:db8::1", "::"})
  void warnsOfAddressesOfTheWorld(String host) {
    assertThat(exposed(host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "localhost",
        "::1",
        "10.0.0.1",
        "192.168.1.1",
        "172.16.0.1",
        "169.254.1.1",
        "fe80::1",
        "fd00::1"
      })
  void doesNotWarnOfTheMachineItselfOrOfAPrivateNetwork(String host) {
    assertThat(exposed(host)).isFalse();
  }
}
