package io.drover.rules.plan;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.ManagedNodeBuilder.aManagedNode;
import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static io.drover.rules.plan.Thinking.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.engine.Shipped;
import io.drover.rules.facts.ClusterSettings;
import io.drover.rules.facts.GroupBuilder;
import io.drover.rules.facts.GroupSpec.Aims;
import io.drover.rules.facts.GroupSpec.Headroom;
import io.drover.rules.facts.GroupSpec.Schedule;
import io.drover.rules.facts.Money;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.TimeWindow;
import io.drover.rules.facts.UtilizationFact;
import io.drover.rules.facts.WorldBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the shipped rules make of the settings for growth. It is Friday noon. */
class ScaleUpSettingsTest {
  private final OfferingFact small = anOffering("small").costing("0.04").build();
  private final OfferingFact spot = anOffering("cheap").spot().costing("0.01").build();

  private Thinking think(WorldBuilder world) {
    return Thinking.by(Shipped.POLICIES, world, small, spot);
  }

  private static Aims aims(double spotShare, double cpuThreshold, int headroom) {
    return new Aims(
        List.of(), spotShare, cpuThreshold, Aims.COOLDOWN, new Headroom(headroom, false), null);
  }

  private static Aims scheduled(String when, int min) {
    Schedule schedule = new Schedule(TimeWindow.parse(when), min, Headroom.NONE);
    return new Aims(List.of(schedule), 1, 0, Aims.COOLDOWN, Headroom.NONE, null);
  }

  /** Nodes that serve and have been called unneeded for an hour. */
  private static WorldBuilder nodes(GroupBuilder group, String... names) {
    WorldBuilder world = aWorld().with(group);
    for (String name : names) {
      world.with(
          aNode(name).in("general").candidateSince(NOW.minus(Duration.ofHours(1))),
          aManagedNode(name));
    }
    return world;
  }

  private static List<String> removed(Thinking thinking) {
    return thinking.thought().plan().actions().stream()
        .map(Planned::action)
        .filter(Action.RemoveNode.class::isInstance)
        .map(action -> ((Action.RemoveNode) action).node().value())
        .toList();
  }

  @Test
  void aScheduleFillsTheGroupAndKeepsItFullWhileItHolds() {
    GroupBuilder group = aGroup("general").aiming(scheduled("Mon..Fri 07:00-19:00", 2));

    Thinking empty = think(aWorld().with(group));
    assertThat(empty.bought()).containsExactly("cheap SCHEDULED", "cheap SCHEDULED");
    assertThat(empty.thought().nextWake()).isEqualTo(Instant.parse("2026-11-20T19:00:00Z"));

    Thinking full = think(nodes(group, "a", "b"));
    assertThat(full.bought()).isEmpty();
    assertThat(removed(full)).isEmpty();
    assertThat(full.told())
        .contains(
            "node a: GROUP_AT_MINIMUM min is 2 by a rule: A group has the size of its schedule");
  }

  @Test
  void aGroupGoesToZeroWhereNoScheduleHolds() {
    GroupBuilder group = aGroup("general").aiming(scheduled("Sat,Sun 08:00-20:00", 2));

    Thinking idle = think(nodes(group, "a", "b"));

    assertThat(removed(idle)).containsExactlyInAnyOrder("a", "b");
    assertThat(think(aWorld().with(group)).bought()).isEmpty();
    assertThat(idle.thought().nextWake()).isEqualTo(Instant.parse("2026-11-21T08:00:00Z"));
  }

  @Test
  void aPodIsDemandOnlyOnceItHasWaited() {
    ClusterSettings patient =
        new ClusterSettings(-10, Set.of(), Duration.ofMinutes(3), Set.of("ci"), List.of());
    WorldBuilder world =
        aWorld()
            .with(aGroup("general"))
            .with(aPod("new").pendingSince(NOW.minusSeconds(170)))
            .with(aPod("old").asking("1800m", "1Gi").pendingSince(NOW.minusSeconds(180)))
            .with(aPod("build").inNamespace("ci").pendingSince(NOW.minusSeconds(900)));

    Thinking thinking = Thinking.by(Shipped.POLICIES, patient, Measured.NOTHING, world, small);

    assertThat(thinking.bought()).containsExactly("small PODS_UNSCHEDULABLE");
    assertThat(thinking.told())
        .contains(
            "pod default/new: POD_WAITS until 2026-11-20T12:00:10Z, by the pendingTime",
            "pod ci/build: POD_NOT_DEMAND_BY_POLICY namespace ci is one of ignoredNamespaces");
    assertThat(thinking.thought().nextWake()).isEqualTo(NOW.plusSeconds(10));
  }

  @Test
  void spotIsBoughtUpToItsShareAndOnDemandBeyond() {
    GroupBuilder half = aGroup("general").aiming(aims(0.5, 0, 0)).sized(3, 10);
    WorldBuilder oneOfEach =
        aWorld()
            .with(half)
            .with(aNode("a"), aManagedNode("a").of(spot))
            .with(aNode("b"), aManagedNode("b").of(small));

    assertThat(think(oneOfEach).bought()).containsExactly("small GROUP_BELOW_MINIMUM");
    assertThat(think(oneOfEach).told())
        .contains(
            "group general cheap/z1/spot: SPOT_SHARE_REACHED avoided by a rule: No more of a group"
                + " is spot than its share");
    assertThat(
            think(
                    oneOfEach
                        .with(aNode("c"), aManagedNode("c").of(small))
                        .with(aGroup("general").aiming(aims(0.5, 0, 0)).sized(4, 10)))
                .bought())
        .containsExactly("cheap GROUP_BELOW_MINIMUM");
  }

  private Thinking underPressure(GroupBuilder group, double cpu, String... nodes) {
    WorldBuilder world = aWorld().with(group);
    Stream.of(nodes).forEach(name -> world.with(aNode(name), aManagedNode(name)));
    List<UtilizationFact> usage =
        Stream.of("a", "b")
            .map(name -> new UtilizationFact(new NodeName(name), cpu, 0.2, NOW))
            .toList();
    return Thinking.by(
        Shipped.POLICIES, ClusterSettings.DEFAULT, new Measured(true, usage), world, small);
  }

  @Test
  void aGroupWhoseCpusAreBusyGrowsByOneAtATime() {
    GroupBuilder group = aGroup("general").aiming(aims(1, 0.7, 0));

    assertThat(underPressure(group, 0.8, "a", "b").bought()).containsExactly("small CPU_PRESSURE");
    assertThat(underPressure(group, 0.7, "a", "b").bought()).isEmpty();
    assertThat(underPressure(group, 0.9, "a", "b", "unmeasured").bought()).isEmpty();
    assertThat(underPressure(group.sized(0, 2), 0.9, "a", "b").bought()).isEmpty();
    assertThat(underPressure(aGroup("general"), 0.9, "a", "b").bought()).isEmpty();
  }

  @Test
  void aGroupThatGrewLatelyIsLookedAtAgainWhenItHasCooledDown() {
    GroupBuilder group =
        aGroup("general").aiming(aims(1, 0.7, 0)).scaledUpAt(NOW.minus(Duration.ofMinutes(4)));

    Thinking thinking = underPressure(group, 0.8, "a", "b");

    assertThat(thinking.bought()).isEmpty();
    assertThat(thinking.thought().nextWake()).isEqualTo(NOW.plus(Duration.ofMinutes(1)));
  }

  @Test
  void headroomIsBoughtAndEmptyNodesBeyondItGo() {
    GroupBuilder group = aGroup("general").aiming(aims(1, 0, 1));

    assertThat(think(aWorld().with(group)).bought()).containsExactly("cheap HEADROOM");
    assertThat(think(nodes(group, "a").with(aPod("web-1").on("a").asking("1500m", "1Gi"))).bought())
        .containsExactly("cheap HEADROOM");
    Thinking two =
        think(nodes(group, "a", "b", "c").with(aPod("web-1").on("a").asking("1500m", "1Gi")));
    assertThat(two.bought()).isEmpty();
    assertThat(removed(two)).hasSize(1).isSubsetOf("b", "c");
  }

  @Test
  void headroomMayBeAShareOfTheNodesInUseAndMoreAtCertainTimes() {
    Schedule noon = new Schedule(TimeWindow.parse("11:00-13:00"), 0, new Headroom(2, false));
    Schedule night = new Schedule(TimeWindow.parse("22:00-23:00"), 0, new Headroom(9, false));
    Aims share = new Aims(List.of(), 1, 0, Aims.COOLDOWN, new Headroom(50, true), null);
    Aims more = new Aims(List.of(noon, night), 1, 0, Aims.COOLDOWN, new Headroom(50, true), null);

    assertThat(think(aWorld().with(aGroup("general").aiming(share))).bought()).isEmpty();
    WorldBuilder busy =
        nodes(aGroup("general").aiming(share), "a").with(aPod("web-1").on("a").asking("1", "1Gi"));
    assertThat(think(busy).bought()).containsExactly("cheap HEADROOM");
    assertThat(think(busy.with(aGroup("general").aiming(more))).bought())
        .containsExactly("cheap HEADROOM", "cheap HEADROOM");
  }

  private static Aims budget(String dollars) {
    return new Aims(List.of(), 1, 0, Aims.COOLDOWN, Headroom.NONE, Money.dollars(dollars));
  }

  @Test
  void aGroupBuysUntilItsMonthsMoneyIsSpent() {
    WorldBuilder world = aWorld().with(aPod("web-1").asking("1", "1Gi"));
    world.with(aNode("a"), aManagedNode("a").of(small));
    world.with(aPod("full").on("a").asking("1500m", "1Gi"));
    Instant lastHour = NOW.minus(Duration.ofHours(1));

    world.with(aGroup("general").aiming(budget("5")).spent("4.95", lastHour));
    assertThat(think(world).bought()).containsExactly("cheap PODS_UNSCHEDULABLE");

    // The node that is there costs four cents an hour.
    world.with(aGroup("general").aiming(budget("5")).spent("4.96", lastHour));
    assertThat(think(world).bought()).isEmpty();
    assertThat(think(world).told())
        .contains(
            "group general cheap/z1/spot: BUDGET_SPENT avoided by a rule: A group that has spent"
                + " its month's money buys nothing");

    world.with(aGroup("general").aiming(budget("50")).spent("400", NOW.minus(Duration.ofDays(30))));
    assertThat(think(world).bought())
        .as("that was October")
        .containsExactly("cheap PODS_UNSCHEDULABLE");
  }

  @Test
  void atTheSamePriceTheNewestGenerationIsBought() {
    OfferingFact old = anOffering("m5.large").costing("0.04").build();
    OfferingFact newer = anOffering("m7i.large").costing("0.04").build();
    OfferingFact newerAndSmaller =
        anOffering("m8g.medium").costing("0.04").with("1", "2Gi").build();
    OfferingFact newerAndDearer = anOffering("m9.large").costing("0.045").build();
    WorldBuilder world = aWorld().with(aGroup("general").sized(1, 5));

    assertThat(
            Thinking.by(Shipped.POLICIES, world, old, newer, newerAndSmaller, newerAndDearer)
                .bought())
        .containsExactly("m7i.large GROUP_BELOW_MINIMUM");
    assertThat(Thinking.by(Shipped.POLICIES, world, old, newerAndDearer).bought())
        .containsExactly("m5.large GROUP_BELOW_MINIMUM");
  }

  @Test
  void anOfferingThatFailedAgainAndAgainIsTriedAfterOthersOfNearlyItsPrice() {
    OfferingFact other = anOffering("other").costing("0.05").build();
    OfferingFact dear = anOffering("dear").costing("0.07").build();
    GroupBuilder twice =
        aGroup("general").sized(1, 5).failing(small.id(), NOW.minusSeconds(1), 2, "NO_CAPACITY");
    WorldBuilder failedTwice = aWorld().with(twice);
    WorldBuilder failedThrice =
        aWorld()
            .with(
                aGroup("general")
                    .sized(1, 5)
                    .failing(small.id(), NOW.minusSeconds(1), 3, "NO_CAPACITY"));

    assertThat(Thinking.by(Shipped.POLICIES, failedTwice, small, other).bought())
        .containsExactly("small GROUP_BELOW_MINIMUM");
    assertThat(Thinking.by(Shipped.POLICIES, failedThrice, small, other).bought())
        .containsExactly("other GROUP_BELOW_MINIMUM");
    assertThat(Thinking.by(Shipped.POLICIES, failedThrice, small, dear).bought())
        .containsExactly("small GROUP_BELOW_MINIMUM");
  }
}
