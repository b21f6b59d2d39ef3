package io.drover.rules.plan;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.ManagedNodeBuilder.aManagedNode;
import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.OfferingId;
import io.drover.rules.facts.PodKey;
import io.drover.rules.facts.Price;
import io.drover.rules.facts.Swings;
import io.drover.rules.facts.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Groups that take room away and buy it again for the same pods. */
class SwingsTest {
  private static final Instant NOON = Thinking.NOW;
  private static final GroupName GENERAL = new GroupName("general");
  private static final List<String> WEB = List.of("default/ReplicaSet/web");
  private static final List<String> NOBODY = List.of();

  private static Instant minutes(long after) {
    return NOON.plus(Duration.ofMinutes(after));
  }

  /** Takes room of the owner away, and buys it again ten minutes later, so many times. */
  private static Swings swinging(int times) {
    Swings swings = Swings.NONE;
    for (int i = 0; i < times; i++) {
      swings =
          swings.after(WEB, NOBODY, minutes(20L * i)).after(NOBODY, WEB, minutes(20L * i + 10));
    }
    return swings;
  }

  @Test
  void freezeAGroupAfterTheThirdForAnHour() {
    assertThat(swinging(2).frozenUntil(minutes(30))).isEmpty();
    assertThat(swinging(3).frozenUntil(minutes(50))).contains(minutes(110));
    assertThat(swinging(3).frozenUntil(minutes(109))).contains(minutes(110));
    assertThat(swinging(3).frozenUntil(minutes(110))).isEmpty();
  }

  @Test
  void countRoomForMovedPodsOnlyAndOnlySoon() {
    Swings moved = Swings.NONE.after(WEB, NOBODY, NOON);

    assertThat(moved.after(NOBODY, List.of("default/Job/other"), minutes(1)).boughtAgain())
        .isEmpty();
    assertThat(moved.after(NOBODY, WEB, NOON.plus(Swings.SOON)).boughtAgain()).hasSize(1);
    assertThat(moved.after(NOBODY, WEB, NOON.plus(Swings.SOON).plusMillis(1)).boughtAgain())
        .isEmpty();
    assertThat(moved.after(NOBODY, WEB, minutes(1)).after(NOBODY, WEB, minutes(2)).boughtAgain())
        .hasSize(1);
  }

  @Test
  void countThoseOfDifferentOwnersInOnePlanOnce() {
    List<String> both = List.of("default/ReplicaSet/a", "default/ReplicaSet/b");

    assertThat(Swings.NONE.after(both, NOBODY, NOON).after(NOBODY, both, minutes(1)).boughtAgain())
        .containsExactly(minutes(1));
  }

  @Test
  void rememberTheNewestOfVeryManyOwners() {
    Swings swings = Swings.NONE;
    for (int i = 0; i < 60; i++) {
      swings = swings.after(List.of("default/Job/j" + i), NOBODY, NOON.plusSeconds(i));
    }

    assertThat(swings.moved()).hasSize(50).containsKey("default/Job/j59");
  }

  @Test
  void comeOfRemovalsOfItsOwnAccordAndOfPurchasesForPods() {
    NodeGroupFact group = aGroup("general").build();
    World world =
        aWorld()
            .with(group)
            .with(aPod("web-1").on("a"), aPod("web-2"), aPod("bare").bare().on("a"))
            .build();
    List<PodKey> onNode = List.of(new PodKey("default", "web-1"), new PodKey("default", "bare"));
    Action.RemoveNode removal =
        new Action.RemoveNode(
            GENERAL, "a", new NodeName("a"), onNode, false, Reason.NODE_UNDERUTILIZED);
    Action.RemoveNode interrupted =
        new Action.RemoveNode(
            GENERAL, "a", new NodeName("a"), onNode, true, Reason.NODE_INTERRUPTED);
    Action.BuyNode purchase =
        new Action.BuyNode(
            GENERAL,
            new OfferingId("small", "z1", "on-demand"),
            Price.perHour("0.04"),
            List.of(new PodKey("default", "web-2")),
            Reason.PODS_UNSCHEDULABLE);

    Swings moved = Swinging.after(group, List.of(removal), world, NOON);

    assertThat(moved.moved()).containsOnlyKeys("default/ReplicaSet/web");
    assertThat(Swinging.after(group, List.of(interrupted), world, NOON)).isEqualTo(Swings.NONE);
    NodeGroupFact then = aGroup("general").swinging(moved).build();
    assertThat(Swinging.after(then, List.of(purchase), world, minutes(5)).boughtAgain())
        .containsExactly(minutes(5));
  }

  @Test
  void keepTheNodesOfAFrozenGroupAndWakeWhenThatIsOver() {
    Swings frozen = swinging(3);
    Instant last = frozen.boughtAgain().getLast();
    Swings now =
        new Swings(
            frozen.moved(),
            frozen.boughtAgain().stream()
                .map(at -> at.minus(Duration.between(NOON, last)))
                .toList());

    Thinking thinking =
        Thinking.by(
            new PlainScaling(),
            aWorld()
                .with(aGroup("general").swinging(now))
                .with(aManagedNode("a"), aNode("a").candidateSince(NOON.minusSeconds(1800))));

    assertThat(thinking.told()).anyMatch(text -> text.startsWith("node a: GROUP_OSCILLATES"));
    assertThat(thinking.thought().nextWake()).isEqualTo(NOON.plus(Swings.FREEZE));
  }
}
