package io.drover.verticles.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A week of load under Drover and under the Cluster Autoscaler's algorithm, against the linear
 * bound. The tables of {@code docs/benchmarks.md} are what it prints.
 */
@Tag("simulate")
class WeekReplayTest {
  private static final int COPIES = 50;

  @Test
  void ofDayAndNight() {
    compare(Loads.dayAndNight(7));
  }

  @Test
  void ofOpenb() {
    compare(Loads.openb(COPIES, Duration.ofDays(7)));
  }

  private static void compare(Load load) {
    Table table = new Table(load);
    Outcome upstream = table.add(Replay.of(load, Contenders.upstream(load)));
    Outcome drover = table.add(Replay.of(load, Contenders.drover(load)));
    Outcome consolidating = table.add(Replay.of(load, Contenders.consolidating(load)));
    System.out.println(table.text());

    assertThat(drover.evictions()).as("evictions").isLessThanOrEqualTo(upstream.evictions());
    assertThat(consolidating.nodeHours())
        .as("node-hours")
        .isBetween(load.leastNodeHours(), upstream.nodeHours());
    assertThat(drover.shortLived()).doesNotContainKey("");
    assertThat(consolidating.shortLived()).doesNotContainKey("");
  }
}
