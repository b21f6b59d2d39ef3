package io.drover.verticles.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.ClusterSettings;
import io.drover.verticles.time.PassingTime;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BatchWindowTest {
  private final PassingTime time = new PassingTime();
  private final AtomicInteger acts = new AtomicInteger();
  private final BatchWindow window =
      new BatchWindow(
          new PlanningSettings(
              Duration.ofMillis(250),
              Duration.ofSeconds(2),
              Duration.ofSeconds(5),
              Duration.ofSeconds(30),
              Duration.ofSeconds(10),
              null,
              "",
              ClusterSettings.DEFAULT),
          time,
          time,
          acts::incrementAndGet);

  @Test
  void actsOnceAfterAQuietMoment() {
    window.changed();
    time.pass(Duration.ofMillis(200));
    window.changed();
    time.pass(Duration.ofMillis(249));
    assertThat(acts).hasValue(0);

    time.pass(Duration.ofMillis(1));
    assertThat(acts).hasValue(1);

    time.pass(Duration.ofMinutes(1));
    assertThat(acts).hasValue(1);
  }

  @Test
  void actsAtTheLatestAfterTheLongestWaitThoughChangesNeverCease() {
    for (int i = 0; i < 21; i++) {
      window.changed();
      time.pass(Duration.ofMillis(100));
    }

    assertThat(acts).hasValue(1);
  }

  @Test
  void waitsNoHourWhenTheClockIsSetBackByOne() {
    window.changed();
    time.setClock(Duration.ofHours(-1));

    time.pass(Duration.ofSeconds(1));

    assertThat(acts).hasValue(1);
  }
}
