package io.drover.daemon.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Command lines and durations as the old daemon reads them. */
class OldFlagsTest {
  @Test
  void takesALineApartAsAShellDoes() {
    assertThat(OldFlags.words("a  'b c' \\\n \"d\"e ''")).containsExactly("a", "b c", "de", "");
  }

  @Test
  void understandsBothFormsOfAFlag() {
    assertThat(
            OldFlags.of(
                OldFlags.words(
                    "vpsie-autoscaler --a=1 -b 2 --leader-election false --development --c '' --d")))
        .containsEntry("a", "1")
        .containsEntry("b", "2")
        .containsEntry("leader-election", "true")
        .containsEntry("development", "true")
        .containsEntry("c", "")
        .containsEntry("d", "true")
        .hasSize(6);
  }

  @Test
  void readsDurationsOfGo() {
    assertThat(OldDuration.read("1h30m")).contains(Duration.ofMinutes(90));
    assertThat(OldDuration.read("1.5h")).contains(Duration.ofMinutes(90));
    assertThat(OldDuration.read("30m0s")).contains(Duration.ofMinutes(30));
    assertThat(OldDuration.read("0")).contains(Duration.ZERO);
    assertThat(OldDuration.read("-1m")).isEmpty();
    assertThat(OldDuration.read("")).isEmpty();
    assertThat(OldDuration.text(Duration.ofMinutes(90))).isEqualTo("90m");
    assertThat(OldDuration.text(Duration.ofSeconds(61))).isEqualTo("61s");
    assertThat(OldDuration.text(Duration.ZERO)).isEqualTo("0s");
    assertThat(OldDuration.text(Duration.ofHours(2))).isEqualTo("2h");
    assertThat(OldDuration.text(Duration.ofMillis(1500))).isEqualTo("1500ms");
  }
}
