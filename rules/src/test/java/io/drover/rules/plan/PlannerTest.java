package io.drover.rules.plan;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.ManagedNodeBuilder.aManagedNode;
import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.GroupBuilder;
import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.InterruptionFact;
import io.drover.rules.facts.ManagedNodeFact.Phase;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.ProviderName;
import io.drover.rules.facts.WorldBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  private final OfferingFact small = anOffering("small").costing("0.04").build();
  private final OfferingFact large = anOffering("large").costing("0.09").with("4", "8Gi").build();
  private final List<InterruptionFact> interruptions = new ArrayList<>();

  private Thought think(WorldBuilder world) {
    return think(world, List.of(small, large));
  }

  private Thought think(WorldBuilder world, List<OfferingFact> offerings) {
    Map<ProviderName, List<OfferingFact>> offered = Map.of(new ProviderName("sim"), offerings);
    return new Planner(new PlainScaling())
        .plan(
            new Question(
                "plan-1",
                NOW,
                world.build(),
                offered,
                Measured.NOTHING,
                interruptions,
                false,
                Remembered.NOTHING));
  }

  private static <A extends Action> List<A> of(Thought thought, Class<A> kind) {
    return new Thinking(thought).acts(kind);
  }

  private static List<Reason> reasons(Thought thought) {
    return new Thinking(thought).reasons();
  }

  @Test
  void buysTheCheapestOfferingAndTheNextCheapestAtOnceWhileThatIsInBackoff() {
    WorldBuilder usual = aWorld().with(aGroup("general")).with(aPod("web-1"));
    Instant until = NOW.plus(Duration.ofMinutes(5));
    WorldBuilder soldOut =
        aWorld()
            .with(aGroup("general").backingOff(small.id(), until, "NO_CAPACITY"))
            .with(aPod("web-1"));

    assertThat(of(think(usual), Action.BuyNode.class))
        .extracting(Action.BuyNode::offering)
        .containsExactly(small.id());
    Thought thought = think(soldOut);
    assertThat(of(thought, Action.BuyNode.class))
        .extracting(Action.BuyNode::offering)
        .containsExactly(large.id());
    assertThat(thought.nextWake()).isEqualTo(until);
  }

  @Test
  void buysNothingForAGroupWhoseEveryOfferingIsInBackoffAndGoesOnWithOthers() {
    Instant until = NOW.plus(Duration.ofMinutes(5));
    GroupBuilder held = aGroup("held").priority(5).backingOff(until, "PROVIDER_DENIED");

    Thought alone = think(aWorld().with(held).with(aPod("web-1")));
    Thought both = think(aWorld().with(held).with(aGroup("general")).with(aPod("web-1")));

    assertThat(of(alone, Action.BuyNode.class)).isEmpty();
    assertThat(alone.nextWake()).isEqualTo(until);
    assertThat(alone.plan().rejections())
        .filteredOn(one -> one.reason() == Reason.OFFERING_IN_BACKOFF)
        .extracting(Rejection::detail)
        .containsExactly("every offering until " + until + " after PROVIDER_DENIED");
    assertThat(of(both, Action.BuyNode.class))
        .extracting(bought -> bought.group().value())
        .containsExactly("general");
  }

  @Test
  void buysNothingWhileWhatIsOnItsWayTakesThePods() {
    Thought thought =
        think(
            aWorld()
                .with(aGroup("general"))
                .with(aManagedNode("a").intended())
                .with(aPod("web-1")));

    assertThat(of(thought, Action.BuyNode.class)).isEmpty();
    assertThat(reasons(thought)).contains(Reason.POD_FITS_NODE_ON_ITS_WAY);
  }

  @Test
  void countsOnWhatIsOnItsWayThoughItIsNotSoldAnyMoreAndBuysNoneOfIt() {
    List<OfferingFact> known = List.of(small.remembered(), large);
    WorldBuilder one =
        aWorld().with(aGroup("general")).with(aManagedNode("a").intended()).with(aPod("web-1"));

    assertThat(reasons(think(one, known))).contains(Reason.POD_FITS_NODE_ON_ITS_WAY);
    assertThat(of(think(one.with(aPod("web-2").asking("3", "1Gi")), known), Action.BuyNode.class))
        .extracting(Action.BuyNode::offering)
        .containsExactly(large.id());
  }

  @Test
  void doesNotCountOnWhatAnObservedGroupHadOnItsWay() {
    Thought thought =
        think(
            aWorld()
                .with(aGroup("watched").observed(), aGroup("general"))
                .with(aManagedNode("a").in("watched").intended())
                .with(aPod("web-1")));

    assertThat(of(thought, Action.BuyNode.class))
        .extracting(Action.BuyNode::group)
        .containsExactly(new GroupName("general"));
  }

  @Test
  void goesOnWithoutWhatADeletedGroupHadOnItsWay() {
    Thought thought =
        think(
            aWorld()
                .with(aGroup("general"))
                .with(aManagedNode("a").in("deleted").intended())
                .with(aPod("web-1")));

    assertThat(of(thought, Action.BuyNode.class)).hasSize(1);
  }

  @Test
  void saysOfAPodThatOnlyAnObservedGroupWouldServeJustThatAndWhatWouldBeBought() {
    Thought thought =
        think(aWorld().with(aGroup("watched").observed()).with(aPod("web-1")), List.of(small));

    assertThat(thought.plan().rejections())
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.reason()).isEqualTo(Reason.OBSERVE_ONLY);
              assertThat(told.alternative()).isEqualTo("watched " + small.id());
            });
  }

  @Test
  void saysFirstThatAnObservedGroupWouldServeAPodAndThenWhyNoActingOneDoes() {
    Thought thought =
        think(
            aWorld()
                .with(aGroup("watched").observed(), aGroup("full").sized(0, 0))
                .with(aPod("web-1")),
            List.of(small));

    assertThat(reasons(thought)).containsExactly(Reason.OBSERVE_ONLY, Reason.GROUP_AT_MAXIMUM);
  }

  @Test
  void saysThatNoGroupFitsOnlyWhereNoneDoes() {
    assertThat(reasons(think(aWorld().with(aPod("web-1"))))).containsExactly(Reason.NO_GROUP_FITS);
  }

  @Test
  void saysThatOnePlanBuysNoMoreAndGoesOnInTheNext() {
    GroupSpec.ScaleUp one = new GroupSpec.ScaleUp(1, Duration.ofMinutes(5));
    Thought thought =
        think(
            aWorld()
                .with(aGroup("general").scalingUp(one))
                .with(aPod("web-1").asking("1500m", "1Gi"), aPod("web-2").asking("1500m", "1Gi")),
            List.of(small));

    assertThat(of(thought, Action.BuyNode.class)).hasSize(1);
    assertThat(reasons(thought)).containsExactly(Reason.PLAN_LIMIT_REACHED);
  }

  @Test
  void saysThatAGroupIsAboveItsMaximumAndRemovesNothingForThatAlone() {
    Thought thought =
        think(
            aWorld()
                .with(aGroup("general").sized(0, 1))
                .with(aManagedNode("a"), aManagedNode("b"))
                .with(aNode("a"), aNode("b"))
                .with(aPod("web-1").on("a").asking("1500m", "1Gi"))
                .with(aPod("web-2").on("b").asking("1500m", "1Gi")));

    assertThat(thought.plan().actions()).isEmpty();
    assertThat(reasons(thought)).contains(Reason.GROUP_ABOVE_MAXIMUM);
  }

  @Test
  void neverPlansAnObservedGroupsPurchaseAsCapacityOfAnActingOne() {
    Thought thought =
        think(
            aWorld()
                .with(aGroup("watched").observed().priority(10), aGroup("general"))
                .with(aPod("web-1")));

    assertThat(of(thought, Action.BuyNode.class))
        .extracting(Action.BuyNode::group)
        .containsExactly(new GroupName("general"));
  }

  @Test
  void saysWhichRecordsItCountedForEachGroupThatChanges() {
    Thought thought =
        think(
            aWorld()
                .with(aGroup("general"), aGroup("other"))
                .with(aManagedNode("a"), aManagedNode("b").removedFor("NODE_EMPTY"))
                .with(aManagedNode("c").in("other"))
                .with(aNode("a"), aNode("b"))
                .with(aPod("web-1").asking("1900m", "1Gi"), aPod("web-2").asking("1900m", "1Gi"))
                .with(aPod("web-3").asking("1900m", "1Gi")));

    assertThat(thought.plan().counted())
        .containsEntry(new GroupName("general"), Set.of("managed-a"));
  }

  @Test
  void buysUpToTheMaximumAndNotOneMore() {
    WorldBuilder world = aWorld().with(aGroup("general").sized(0, 2));
    for (int i = 0; i < 5; i++) {
      world.with(aPod("web-" + i).asking("1500m", "1Gi"));
    }

    Thought thought = think(world, List.of(small));

    assertThat(of(thought, Action.BuyNode.class)).hasSize(2);
    assertThat(reasons(thought)).contains(Reason.GROUP_AT_MAXIMUM);
  }

  @Test
  void fillsToTheMinimumWithinWhatOnePlanMayBuy() {
    GroupSpec.ScaleUp three = new GroupSpec.ScaleUp(3, Duration.ofMinutes(5));
    Thought thought =
        think(
            aWorld()
                .with(aGroup("general").sized(5, 10).scalingUp(three))
                .with(aPod("web-1").asking("1500m", "1Gi"))
                .with(aPod("web-2").asking("1500m", "1Gi")),
            List.of(small));

    assertThat(of(thought, Action.BuyNode.class)).hasSize(3);
  }

  @Test
  void drainsAnInterruptedNodeOnlyOnceAndOnlyWhileItIsReady() {
    interruptions.add(
        new InterruptionFact("sim://a", InterruptionFact.Kind.INTERRUPTION, null, NOW));
    interruptions.add(
        new InterruptionFact("sim://b", InterruptionFact.Kind.INTERRUPTION, null, NOW));
    Thought thought =
        think(
            aWorld()
                .with(aGroup("general"))
                .with(aManagedNode("a"), aManagedNode("b").in(Phase.DRAINING, NOW))
                .with(aNode("a"), aNode("b")));

    assertThat(of(thought, Action.RemoveNode.class))
        .extracting(removed -> removed.node().value())
        .containsExactly("a");
  }
}
