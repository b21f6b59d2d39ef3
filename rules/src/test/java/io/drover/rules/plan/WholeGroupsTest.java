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
import io.drover.rules.facts.NodeBuilder;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.Position;
import io.drover.rules.facts.ProviderName;
import io.drover.rules.facts.World;
import io.drover.rules.facts.WorldBuilder;
import io.drover.rules.safety.Circumstances;
import io.drover.rules.safety.Judgement;
import io.drover.rules.safety.Limits;
import io.drover.rules.safety.PlanReview;
import io.drover.rules.safety.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Groups that have all of their nodes or none. */
class WholeGroupsTest {
  private static final Instant NOW = Thinking.NOW;
  private static final OfferingFact SMALL =
      anOffering("small").costing("0.04").with("2", "4Gi").build();

  private static GroupBuilder slice(int max) {
    return aGroup("slice")
        .whole(max)
        .labelled("slice", "yes")
        .scalingDown(new GroupSpec.ScaleDown(true, 0.5, Duration.ZERO, Duration.ZERO));
  }

  private static WorldBuilder pending(WorldBuilder world, int pods, boolean onSlice) {
    for (int i = 0; i < pods; i++) {
      String name = (onSlice ? "slice-" : "any-") + i;
      world.with(
          onSlice
              ? aPod(name).asking("1500m", "1Gi").selecting("slice", "yes").pendingSince(NOW)
              : aPod(name).asking("1500m", "1Gi").pendingSince(NOW));
    }
    return world;
  }

  /** So many idle nodes of the group. */
  private static WorldBuilder idle(WorldBuilder world, int nodes) {
    for (int i = 0; i < nodes; i++) {
      world.with(idle("s" + i), aManagedNode("s" + i).in("slice").of(SMALL));
    }
    return world;
  }

  private static NodeBuilder idle(String name) {
    return aNode(name).candidateSince(NOW.minusSeconds(60));
  }

  private static Thinking think(WorldBuilder world) {
    return Thinking.by(Shipped.POLICIES, world, SMALL);
  }

  private static Judgement review(Plan plan, World world) {
    Circumstances fine = new Circumstances(NOW, NOW, true, true, "", 0);
    return new PlanReview(Shipped.POLICIES, Limits.DEFAULT)
        .review(plan, world, fine, Map.of(new ProviderName("sim"), List.of(SMALL)));
  }

  private static Judgement reviewed(WorldBuilder world) {
    return review(think(world).thought().plan(), world.build());
  }

  private static List<String> groups(Judgement judgement) {
    return judgement.approved().actions().stream()
        .filter(planned -> !(planned.action() instanceof Action.ClearCandidate))
        .map(planned -> planned.action().group().value())
        .toList();
  }

  @Test
  void areBoughtWholeForOnePod() {
    assertThat(groups(reviewed(pending(aWorld().with(slice(4)), 1, true))))
        .containsExactly("slice", "slice", "slice", "slice");
  }

  @Test
  void areBoughtAtThePriceOfAllOfTheirNodes() {
    WorldBuilder world = aWorld().with(slice(4), aGroup("general").sized(0, 20));

    assertThat(groups(reviewed(pending(world, 3, false))))
        .containsExactly("general", "general", "general");
  }

  @Test
  void takeOtherPodsAlongOnceTheyAreBought() {
    WorldBuilder world = aWorld().with(slice(4), aGroup("general").sized(0, 20));
    pending(world, 2, true);
    pending(world, 3, false);

    assertThat(groups(reviewed(world)))
        .containsExactlyInAnyOrder("slice", "slice", "slice", "slice", "general");
  }

  @Test
  void areNotBoughtWhereTheirLimitsHoldOnlyAPart() {
    WorldBuilder world = aWorld().with(slice(4).limitedTo(Map.of("cpu", 7_000L)));

    assertThat(think(pending(world, 1, true)).bought()).isEmpty();
  }

  @Test
  void areCompletedWhereANodeIsLost() {
    WorldBuilder world = idle(aWorld().with(slice(4)), 3);
    for (int i = 0; i < 3; i++) {
      world.with(aPod("busy-" + i).asking("1500m", "1Gi").on("s" + i));
    }

    assertThat(groups(reviewed(pending(world, 1, true)))).containsExactly("slice");
  }

  @Test
  void areNeverBoughtInPartWhateverAPlanSays() {
    WorldBuilder world = pending(aWorld().with(slice(4)), 1, true);
    Plan plan = think(world).thought().plan();
    Plan part =
        new Plan(
            plan.id(),
            plan.at(),
            new Position(1, 1),
            plan.policyVersion(),
            plan.actions().subList(0, 3),
            List.of(),
            plan.counted(),
            null);

    assertThat(review(part, world.build()).refused())
        .extracting(Verdict::reason)
        .containsExactly(Reason.GROUP_GOES_WHOLE, Reason.GROUP_GOES_WHOLE, Reason.GROUP_GOES_WHOLE);
  }

  @Test
  void goWhole() {
    WorldBuilder world = idle(aWorld().with(slice(3)), 3);

    assertThat(groups(reviewed(world))).containsExactly("slice", "slice", "slice");
  }

  @Test
  void stayWholeWhereOneNodeMustStay() {
    WorldBuilder world =
        idle(aWorld().with(slice(3)), 2)
            .with(aNode("kept").doNotDisrupt(), aManagedNode("kept").in("slice").of(SMALL));

    assertThat(groups(reviewed(world))).isEmpty();
    assertThat(think(world).told())
        .filteredOn(text -> text.contains("GROUP_GOES_WHOLE"))
        .hasSize(2);
  }

  @Test
  void stayWholeWhereSafetyKeepsOneNode() {
    WorldBuilder world =
        idle(aWorld().with(slice(3)), 3)
            .with(aPod("bare").bare().asking("100m", "1Mi").on("s1"))
            .with(aGroup("general"), aManagedNode("room").of(SMALL), aNode("room").doNotDisrupt());

    Judgement judgement = reviewed(world);

    assertThat(groups(judgement)).isEmpty();
    assertThat(judgement.refused())
        .filteredOn(one -> one.detail().contains("POD_WITHOUT_CONTROLLER"))
        .hasSize(3);
  }
}
