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
    Load load = Loads.dayAndNight(7);
    Table table = compared(load);
    Outcome consolidating = table.add(Replay.of(load, Contenders.consolidating(load)));
    System.out.println(table.text());

    assertThat(consolidating.nodeHours())
        .as("node-hours")
        .isBetween(load.leastNodeHours(), table.outcomes().getFirst().nodeHours());
    assertThat(consolidating.shortLived()).doesNotContainKey("");
  }

  @Test
  void ofOpenb() {
    System.out.println(compared(Loads.openb(COPIES, Duration.ofDays(7))).text());
  }

  private static Table compared(Load load) {
    Table table = new Table(load);
    Outcome upstream = table.add(Replay.of(load, Contenders.upstream(load)));
    Outcome drover = table.add(Replay.of(load, Contenders.drover(load)));

    assertThat(drover.evictions()).as("evictions").isLessThanOrEqualTo(upstream.evictions());
    assertThat(drover.nodeHours()).as("node-hours").isGreaterThan(load.leastNodeHours());
    assertThat(drover.shortLived()).doesNotContainKey("");
    return table;
  }
}
