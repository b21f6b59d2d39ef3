package io.drover.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.daemon.config.Form.NotOfThisForm;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormsTest {
  @ParameterizedTest
  @CsvSource({"250ms,PT0.25S", "1h30m,PT1H30M", "7d,PT168H", "90s,PT1M30S"})
  void readsDurations(String text, Duration duration) throws NotOfThisForm {
    assertThat(DurationForm.DURATION.read(text)).isEqualTo(duration);
    assertThat(DurationForm.DURATION.read(DurationForm.text(duration))).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0s", "10", "-1s", "1.5s", "1s1h", "PT1S"})
  void refusesWhatIsNoDuration(String text) {
    assertThatThrownBy(() -> DurationForm.DURATION.read(text)).isInstanceOf(NotOfThisForm.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"4", "500m", "1.5", ".5", "16Gi", "2e3", "100k", "1Ei"})
  void readsQuantities(String text) throws NotOfThisForm {
    assertThat(KubernetesForms.QUANTITY.read(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "4 Gi", "1ki", "lots", "1Gib"})
  void refusesWhatIsNoQuantity(String text) {
    assertThatThrownBy(() -> KubernetesForms.QUANTITY.read(text)).isInstanceOf(NotOfThisForm.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a", "A.com/b", "a/b/c", "-a", "a/", ""})
  void refusesWhatIsNoLabelKey(String text) {
    assertThatThrownBy(() -> KubernetesForms.LABEL_KEY.read(text))
        .isInstanceOf(NotOfThisForm.class);
  }

  @ParameterizedTest
  @CsvSource({
    "0%,7,0",
    "10%,7,1",
    "10%,10,1",
    "10%,11,2",
    "100%,7,7",
    "12.5%,8,1",
    "3,2,2",
    "3,9,3"
  })
  void roundsSharesUp(String text, int total, int allowed) throws NotOfThisForm {
    CountOrPercent bound = Forms.BOUND.read(text);
    assertThat(bound.among(total)).isEqualTo(allowed);
    assertThat(bound).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"101%", "-1%", "ten", "1.234%", "", "1.5"})
  void refusesWhatIsNoBound(String text) {
    assertThatThrownBy(() -> Forms.BOUND.read(text)).isInstanceOf(NotOfThisForm.class);
  }

  @ParameterizedTest
  @CsvSource({"50MiB,52428800", "1GiB,1073741824", "7B,7", "3KiB,3072"})
  void readsSizes(String text, long bytes) throws NotOfThisForm {
    assertThat(Forms.DATA_SIZE.read(text)).isEqualTo(new DataSize(bytes));
  }
}
