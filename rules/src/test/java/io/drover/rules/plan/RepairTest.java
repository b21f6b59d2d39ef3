package io.drover.rules.plan;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.ManagedNodeBuilder.aManagedNode;
import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.engine.Shipped;
import io.drover.rules.facts.GroupBuilder;
import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.WorldBuilder;
import io.drover.rules.safety.Circumstances;
import io.drover.rules.safety.Limits;
import io.drover.rules.safety.PlanReview;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Nodes that are not ready, by the shipped policies and the review. */
class RepairTest {
  private static final Instant LONG_AGO = Thinking.NOW.minus(Duration.ofMinutes(20));
  private static final OfferingFact SMALL =
      anOffering("small").costing("0.04").with("2", "4Gi").build();

  private static GroupBuilder group(int min, @Nullable Duration repairAfter) {
    return aGroup("general")
        .sized(min, 10)
        .scaledUpAt(Thinking.NOW.minus(Duration.ofHours(2)))
        .scalingDown(
            new GroupSpec.ScaleDown(
                true,
                0.5,
                Duration.ofMinutes(10),
                Duration.ofMinutes(10),
                GroupSpec.Terms.NONE,
                GroupSpec.Consolidation.NONE,
                repairAfter));
  }

  private static GroupBuilder repairing(int min) {
    return group(min, Duration.ofMinutes(20));
  }

  /** So many ready nodes of the group, each with a pod that takes most of it. */
  private static WorldBuilder with(GroupBuilder group, int ready) {
    WorldBuilder world = aWorld().with(group);
    for (int n = 0; n < ready; n++) {
      world.with(
          aManagedNode("n" + n).of(SMALL),
          aNode("n" + n).allocatable(SMALL.allocatable()),
          aPod("p" + n).asking("1500m", "1Gi").on("n" + n));
    }
    return world;
  }

  private static WorldBuilder sick(WorldBuilder world, String name, Instant since) {
    return world.with(aManagedNode(name).of(SMALL), aNode(name).notReadySince(since));
  }

  /** What review approves, in words. */
  private static List<String> approved(WorldBuilder world) {
    Thinking thinking = Thinking.by(Shipped.POLICIES, world, SMALL);
    Circumstances fine = new Circumstances(Thinking.NOW, Thinking.NOW, true, true, "", 0);
    return new PlanReview(Shipped.POLICIES, Limits.DEFAULT)
            .review(thinking.thought().plan(), world.build(), fine, Map.of())
            .approved()
            .actions()
            .stream()
            .map(Planned::action)
            .map(RepairTest::words)
            .toList();
  }

  private static String words(Action action) {
    return switch (action) {
      case Action.RemoveNode remove -> "remove " + remove.node() + " " + remove.reason();
      case Action.BuyNode buy -> "buy in the place of " + buy.replaces().size();
      case Action.MarkCandidate mark -> "mark " + mark.node();
      case Action.ClearCandidate clear -> "clear " + clear.node();
      case Action.MakeGroup make -> "make " + make.group();
      case Action.DropGroup drop -> "drop " + drop.group();
    };
  }

  @Test
  void takesANodeAwayThatHasNotBeenReadyForLong() {
    assertThat(approved(sick(with(repairing(0), 5), "ill", LONG_AGO)))
        .containsExactly("remove ill NODE_UNREADY");
  }

  @Test
  void leavesItWhileItMayComeBackAndWhereNothingIsRepaired() {
    assertThat(approved(sick(with(repairing(0), 5), "ill", LONG_AGO.plusSeconds(1)))).isEmpty();
    assertThat(approved(sick(with(group(0, null), 5), "ill", LONG_AGO))).isEmpty();
    assertThat(
            approved(
                with(repairing(0), 5).with(aManagedNode("ill").of(SMALL), aNode("ill").notReady())))
        .as("nobody knows since when")
        .isEmpty();
  }

  @Test
  void leavesItWhateverRulesSayOfItUntilThen() {
    WorldBuilder soon = sick(with(repairing(0), 5), "ill", LONG_AGO.plusSeconds(1));
    WorldBuilder unset = sick(with(group(0, null), 5), "ill", LONG_AGO);

    for (WorldBuilder world : List.of(soon, unset)) {
      Thinking thinking = Thinking.by(new PlainScaling(), world, SMALL);
      assertThat(thinking.thought().plan().actions()).isEmpty();
      assertThat(thinking.told()).anyMatch(text -> text.startsWith("node ill: NODE_UNREADY"));
    }
  }

  @Test
  void looksAgainWhenItWillHaveLastedTooLong() {
    WorldBuilder world = sick(with(repairing(0), 5), "ill", LONG_AGO.plusSeconds(90));

    assertThat(Thinking.by(Shipped.POLICIES, world, SMALL).thought().nextWake())
        .isEqualTo(Thinking.NOW.plusSeconds(90));
  }

  @Test
  void blamesTheNodesOnlyWhileFewOfThemAreIll() {
    WorldBuilder two = sick(sick(with(repairing(0), 8), "ill", LONG_AGO), "too", LONG_AGO);
    WorldBuilder three =
        sick(sick(sick(with(repairing(0), 8), "a", LONG_AGO), "b", LONG_AGO), "c", LONG_AGO);

    assertThat(approved(two))
        .as("one at a time, by the budget of a tenth")
        .containsExactly("remove ill NODE_UNREADY");
    assertThat(Thinking.by(Shipped.POLICIES, three, SMALL).told())
        .contains("node a: TOO_MANY_UNHEALTHY 3 of 11 nodes of the group are not ready");
  }

  @Test
  void buysAnotherFirstWhereItsGroupWouldHaveTooFew() {
    WorldBuilder world = sick(with(repairing(3), 2), "ill", LONG_AGO);

    assertThat(approved(world)).containsExactly("buy in the place of 1");
    world.with(
        aManagedNode("new")
            .of(SMALL)
            .in(ManagedNodeFact.Phase.READY, Thinking.NOW)
            .replacing("ill"),
        aNode("new").allocatable(SMALL.allocatable()));
    assertThat(approved(world)).containsExactly("remove ill NODE_UNREADY");
  }
}
