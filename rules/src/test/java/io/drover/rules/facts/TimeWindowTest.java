package io.drover.rules.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeWindowTest {
  @ParameterizedTest
  @CsvSource({
    // 2026-11-27 is a Friday.
    "Mon..Fri 07:00-19:00, 2026-11-27T06:59:59Z, false",
    "Mon..Fri 07:00-19:00, 2026-11-27T07:00:00Z, true",
    "Mon..Fri 07:00-19:00, 2026-11-27T18:59:59Z, true",
    "Mon..Fri 07:00-19:00, 2026-11-27T19:00:00Z, false",
    "Mon..Fri 07:00-19:00, 2026-11-28T12:00:00Z, false",
    "Mon..Fri 07:00-19:00 Europe/Berlin, 2026-11-27T06:00:00Z, true",
    "Fri 22:00-06:00, 2026-11-27T05:00:00Z, false",
    "Fri 22:00-06:00, 2026-11-28T05:59:59Z, true",
    "Fri 22:00-06:00, 2026-11-28T06:00:00Z, false",
    "'Sat,Sun 00:00-24:00', 2026-11-29T23:59:59Z, true",
    "'Sat,Sun 00:00-24:00', 2026-11-30T00:00:00Z, false",
    "Sat..Mon 08:00-09:00, 2026-11-30T08:30:00Z, true",
    "00:00-24:00, 2026-11-25T12:00:00Z, true",
    "12:00-12:00, 2026-11-25T11:00:00Z, true",
    // Clocks are set forward from 02:00 to 03:00 and back from 03:00 to 02:00.
    "02:30-04:00 Europe/Berlin, 2026-03-29T01:29:00Z, false",
    "02:30-04:00 Europe/Berlin, 2026-03-29T01:30:00Z, true",
    "01:00-02:30 Europe/Berlin, 2026-10-25T01:29:00Z, true",
    "01:00-02:30 Europe/Berlin, 2026-10-25T01:30:00Z, false"
  })
  void holdsTheInstantsOfItsHours(String window, Instant at, boolean holds) {
    assertThat(TimeWindow.parse(window).contains(at)).isEqualTo(holds);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Mon",
        "07:00",
        "7:00-19:00",
        "07:00-25:00",
        "Mo 07:00-19:00",
        "24:00-01:00",
        "Mon..Fri 07:00-19:00 Europe/Berlim",
        "Mon 07:00-19:00 UTC ",
        "Mon,Tues 07:00-08:00"
      })
  void whatIsNoWindowIsRefused(String text) {
    assertThatThrownBy(() -> TimeWindow.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Europe/Berlin");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Mon,Tue,Wed 07:00-19:00 UTC", "22:00-06:00 Europe/Berlin", "Sun 00:00-24:00 UTC"})
  void isWrittenAsItIsRead(String text) {
    assertThat(TimeWindow.parse(text)).hasToString(text);
  }

  @Test
  void changesWhenItSaysSoAndAtNoOtherTime() {
    Random random = new Random(5);
    Instant begin = Instant.parse("2026-03-20T00:00:00Z");
    for (String text :
        new String[] {
          "Mon..Fri 07:00-19:00 Europe/Berlin",
          "Fri 22:00-06:00",
          "01:00-02:30 Europe/Berlin",
          "Sun 12:00-12:00"
        }) {
      TimeWindow window = TimeWindow.parse(text);
      for (int i = 0; i < 300; i++) {
        Instant now = begin.plusSeconds(random.nextInt(30 * 86_400));
        Instant next = window.nextChange(now);
        assertThat(next).as("%s after %s", text, now).isAfter(now).isNotEqualTo(Instant.MAX);
        for (Instant minute = now; minute.isBefore(next); minute = minute.plusSeconds(60)) {
          assertThat(window.contains(minute))
              .as("%s at %s", text, minute)
              .isEqualTo(window.contains(now));
        }
      }
    }
  }
}
