package io.drover.verticles.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A day of load under Drover, with the policies it ships: what {@link WeekReplayTest} measures. */
class DayReplayTest {
  @Test
  void staysNearTheBoundAndNamesAReasonForEachNodeThatGoes() {
    Load load = Loads.dayAndNight(1);

    Outcome drover = Replay.of(load, Contenders.drover(load));

    assertThat(drover.nodeHours()).isBetween(load.leastNodeHours(), 1.25 * load.leastNodeHours());
    assertThat(drover.shortLived().keySet()).isSubsetOf("NODE_EMPTY", "NODE_UNDERUTILIZED");
  }

  @Test
  void boundsWhatPodsTakeOfAnHour() {
    Load load = Loads.openb(1, Duration.ofHours(2));

    assertThat(load.leastNodeHours()).isPositive();
    assertThat(load.mostPods()).isPositive();
  }
}
