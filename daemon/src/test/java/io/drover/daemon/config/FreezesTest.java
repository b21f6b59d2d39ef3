package io.drover.daemon.config;

import static io.drover.daemon.config.ConfigTexts.parsed;
import static io.drover.daemon.config.ConfigTexts.problem;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class FreezesTest {
  private static String frozen(String from, String until) {
    return """
    installation: home
    clusters:
      prod:
        kubeconfig: /k
        freezes: [{from: "%s", until: "%s", reason: Sale}]
    """
        .formatted(from, until);
  }

  @Test
  void beginAndEndAtTimesOfAnyZone() {
    DroverConfig config =
        parsed(frozen("2026-12-20T00:00+01:00", "2026-12-27T00:00:00+01:00[Europe/Berlin]"));

    assertThat(requireNonNull(config.clusters().get("prod")).freezes())
        .containsExactly(
            new FreezeConfig(
                Instant.parse("2026-12-19T23:00:00Z"),
                Instant.parse("2026-12-26T23:00:00Z"),
                "Sale"));
  }

  @Test
  void needATimeOfDayAndAZone() {
    assertThat(problem(frozen("2026-12-20", "2026-12-27T00:00:00Z")))
        .isEqualTo(
            "clusters.prod.freezes[0].from: \"2026-12-20\" is not a time with its zone."
                + " Examples: 2026-12-20T00:00:00Z, 2026-12-20T00:00+01:00");
  }

  @Test
  void endAfterTheyBegin() {
    assertThat(problem(frozen("2026-12-27T00:00:00Z", "2026-12-27T00:00:00Z")))
        .isEqualTo(
            "clusters.prod.freezes[0].from: 2026-12-27T00:00:00Z is not before"
                + " clusters.prod.freezes[0].until (2026-12-27T00:00:00Z)");
  }
}
