package io.drover.rules.plan;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.ManagedNodeBuilder.aManagedNode;
import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.drover.rules.facts.ClusterSettings;
import io.drover.rules.facts.ClusterStats;
import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.GroupStats;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.UtilizationFact;
import io.drover.rules.facts.WorldBuilder;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FiguresTest {
  private static final Instant NOW = Instant.parse("2026-11-27T23:30:00Z");
  private static final Set<ZoneId> ZONES = Set.of(ZoneId.of("UTC"), ZoneId.of("Europe/Berlin"));

  private static Surroundings around(WorldBuilder world, UtilizationFact... usage) {
    Question question =
        new Question(
            "plan-1",
            NOW,
            world.build(),
            Map.of(),
            new Measured(true, List.of(usage)),
            List.of(),
            false,
            Remembered.NOTHING,
            new ClusterSettings(-10, ZONES, Duration.ZERO, Set.of(), List.of()));
    Question asked = question.with(question.remembered().on(question));
    return Figures.of(asked, new Expendables(asked, new Notes()));
  }

  private static UtilizationFact uses(String node, double cpu, double memory) {
    return new UtilizationFact(new NodeName(node), cpu, memory, NOW);
  }

  private static WorldBuilder twoNodes() {
    return aWorld()
        .with(aGroup("a").sized(1, 5).scaledUpAt(NOW.minus(Duration.ofMinutes(5))))
        .with(aGroup("b").scaledUpAt(null))
        .with(aNode("n1"), aManagedNode("n1").in("a"))
        .with(aNode("n2"), aManagedNode("n2").in("a"))
        .with(aManagedNode("a-3").in("a").intended());
  }

  @Test
  void addsUpEachGroupAndAll() {
    Surroundings around =
        around(
            twoNodes().with(aPod("p").on("n1").asking("1", "1Gi")),
            uses("n1", 0.8, 0.2),
            uses("n2", 0.4, 0.4));

    assertThat(around.groups())
        .extracting(GroupStats::group)
        .containsExactly(new GroupName("a"), new GroupName("b"));
    GroupStats a = around.groups().getFirst();
    assertThat(a.wanted()).isEqualTo(3);
    assertThat(a.ready()).isEqualTo(2);
    assertThat(a.min()).isEqualTo(1);
    assertThat(a.max()).isEqualTo(5);
    assertThat(a.cpuRequested()).isGreaterThan(0);
    assertThat(a.measured()).isTrue();
    assertThat(a.cpuUsed()).isCloseTo(0.6, within(1e-9));
    assertThat(a.memoryUsed()).isCloseTo(0.3, within(1e-9));
    assertThat(a.sinceScaleUp()).isEqualTo(Duration.ofMinutes(5));
    assertThat(a.sinceScaleDown()).isEqualTo(GroupStats.NEVER);
    ClusterStats all = around.cluster();
    assertThat(all.wanted()).isEqualTo(3);
    assertThat(all.cpuRequested()).isEqualTo(a.cpuRequested());
    assertThat(all.pending()).isZero();
    GroupStats b = around.groups().getLast();
    assertThat(b.ready()).isZero();
    assertThat(b.measured()).isFalse();
    assertThat(b.sinceScaleUp()).isEqualTo(GroupStats.NEVER);
  }

  @Test
  void whatIsMeasuredInPartIsNotMeasured() {
    GroupStats a = around(twoNodes(), uses("n1", 0.8, 0.2)).groups().getFirst();
    assertThat(a.measured()).isFalse();
    assertThat(a.cpuUsed()).isZero();
  }

  @Test
  void aLostHistoryCountsAsJustNow() {
    WorldBuilder lost =
        aWorld().with(aGroup("a").scaledUpAt(null)).with(aManagedNode("a-1").in("a"));
    assertThat(around(lost).groups().getFirst().sinceScaleUp()).isZero();
  }

  @Test
  void tellsTheTimeOfEachZone() {
    Surroundings around = around(aWorld());
    assertThat(around.times())
        .extracting(time -> time.zone() + " " + time.minuteOfDay())
        .containsExactly("Europe/Berlin 30", "UTC 1410");
    assertThat(around.calendars())
        .extracting(calendar -> calendar.zone() + " " + calendar.weekday())
        .containsExactly("Europe/Berlin " + DayOfWeek.SATURDAY, "UTC " + DayOfWeek.FRIDAY);
    assertThat(around.calendars().getFirst().weekend()).isTrue();
    assertThat(around.calendars().getLast().weekend()).isFalse();
  }
}
