package io.drover.rules.safety;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.ManagedNodeBuilder.aManagedNode;
import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.GroupBuilder;
import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.GroupSpec.DisruptionBudget;
import io.drover.rules.facts.GroupSpec.DisruptionLimit;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.OfferingId;
import io.drover.rules.facts.Position;
import io.drover.rules.facts.Price;
import io.drover.rules.facts.TimeWindow;
import io.drover.rules.facts.WorldBuilder;
import io.drover.rules.plan.Action;
import io.drover.rules.plan.Concluded;
import io.drover.rules.plan.Justification;
import io.drover.rules.plan.Plan;
import io.drover.rules.plan.Planned;
import io.drover.rules.plan.PolicyAnswer;
import io.drover.rules.plan.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanReviewTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final SafetyPolicy SILENT = candidates -> new PolicyAnswer.Answered<>(List.of());
  private static final Circumstances FINE = new Circumstances(NOW, NOW, true, true, "", 0);

  private final Limits limits = Limits.DEFAULT;

  private static Action.RemoveNode remove(String node) {
    return remove(node, false);
  }

  private static Action.RemoveNode remove(String node, boolean interrupted) {
    GroupName general = new GroupName("general");
    NodeName name = new NodeName(node);
    return new Action.RemoveNode(general, node, name, List.of(), interrupted, Reason.NODE_EMPTY);
  }

  private static Action.BuyNode buy(String group) {
    return new Action.BuyNode(
        new GroupName(group),
        new OfferingId("small", "z1", "on-demand"),
        Price.perHour("0.04"),
        List.of(),
        Reason.PODS_UNSCHEDULABLE);
  }

  private Judgement review(WorldBuilder world, Circumstances circumstances, Action... actions) {
    List<Planned> planned =
        Stream.of(actions).map(action -> new Planned(action, Justification.NONE)).toList();
    Plan plan = new Plan("p", NOW, new Position(1, 1), "v", planned, List.of(), Map.of(), null);
    return new PlanReview(SILENT, limits).review(plan, world.build(), circumstances, Map.of());
  }

  private static List<Reason> reasons(Judgement judgement) {
    return judgement.refused().stream().map(Verdict::reason).toList();
  }

  /** So many ready nodes, n0 and on, of group general with one budget of all nodes. */
  private static WorldBuilder nodes(int count, int min, int max) {
    return nodes(count, aGroup("general").sized(min, max).budget(100, true));
  }

  private static WorldBuilder nodes(int count, GroupBuilder group) {
    WorldBuilder world = aWorld().with(group);
    for (int i = 0; i < count; i++) {
      world.with(aManagedNode("n" + i)).with(aNode("n" + i));
    }
    return world;
  }

  @ParameterizedTest
  @CsvSource({"10,10,1", "11,10,2", "1,10,1", "3,50,2", "10,0,0", "10,100,10"})
  void roundsAPercentageOfDisruptionsUp(int nodes, int percent, int allowed) {
    assertThat(new DisruptionLimit(percent, true).of(nodes)).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({"1,0", "10,1", "11,2", "20,2"})
  void removesOnlySoManyAtOnceAsTheDefaultBudgetAllows(int nodes, int removed) {
    WorldBuilder world = aWorld().with(aGroup("general").sized(nodes == 1 ? 1 : 0, 100));
    Action[] all = new Action[nodes];
    for (int i = 0; i < nodes; i++) {
      world.with(aManagedNode("n" + i)).with(aNode("n" + i));
      all[i] = remove("n" + i);
    }

    assertThat(review(world, FINE, all).approved().actions()).hasSize(removed);
  }

  @Test
  void countsNodesUnderWayAndIllOnesAgainstTheBudget() {
    WorldBuilder world =
        aWorld()
            .with(aGroup("general").budget(1, false))
            .with(aManagedNode("ill"), aManagedNode("noted").removedFor("NODE_EMPTY"))
            .with(aManagedNode("n0"))
            .with(aNode("ill").notReady(), aNode("noted"), aNode("n0"));

    assertThat(reasons(review(world, FINE, remove("n0"))))
        .containsExactly(Reason.DISRUPTION_BUDGET_SPENT);
  }

  @Test
  void takesAPercentageOfTheNodesThatWereThereBeforeThePlan() {
    Action[] all = IntStream.range(0, 10).mapToObj(n -> remove("n" + n)).toArray(Action[]::new);

    assertThat(review(nodes(10, 0, 10), FINE, all).approved().actions()).hasSize(10);
    assertThat(
            review(nodes(10, aGroup("general").sized(0, 10).budget(50, true)), FINE, all)
                .approved()
                .actions())
        .hasSize(5);
  }

  @Test
  void countsOnlyBudgetsThatHoldNowAndForTheReason() {
    // NOW is a Friday at noon.
    TimeWindow now = TimeWindow.parse("Fri 09:00-17:00");
    TimeWindow later = TimeWindow.parse("Fri 17:00-18:00");
    DisruptionLimit none = new DisruptionLimit(0, false);
    DisruptionLimit all = new DisruptionLimit(100, true);
    List<String> drift = List.of("NODE_DRIFTED");
    List<String> empty = List.of("NODE_EMPTY");

    assertThat(refusal(new DisruptionBudget(none, now, List.of())))
        .contains("0 of at most 0 nodes are being disrupted (0 nodes, Fri 09:00-17:00");
    assertThat(refusal(new DisruptionBudget(none, null, empty))).contains("for NODE_EMPTY");
    assertThat(refusal(new DisruptionBudget(none, later, List.of()), new DisruptionBudget(all)))
        .isEmpty();
    assertThat(refusal(new DisruptionBudget(none, null, drift), new DisruptionBudget(all)))
        .isEmpty();
    assertThat(refusal(new DisruptionBudget(none, later, List.of())))
        .as("the cluster's own, a tenth, where none holds")
        .isEmpty();
  }

  @Test
  void knowsTheReasonsThatBudgetsMayName() {
    assertThat(DisruptionBudget.REASONS).allSatisfy(Reason::valueOf);
  }

  /** What is said of the removal of an empty node of three. */
  private String refusal(DisruptionBudget... budgets) {
    GroupBuilder group = aGroup("general").sized(0, 5);
    Stream.of(budgets).forEach(group::budget);
    return review(nodes(3, group), FINE, remove("n0")).refused().stream()
        .map(Verdict::detail)
        .collect(Collectors.joining());
  }

  private static Action.BuyNode replacing(String... nodes) {
    GroupName general = new GroupName("general");
    return new Action.BuyNode(
        general,
        new OfferingId("small", "z1", "on-demand"),
        Price.perHour("0.04"),
        List.of(),
        Reason.NODE_TOO_DEAR,
        Stream.of(nodes)
            .map(node -> new Action.Replaced(general, node, new NodeName(node)))
            .toList());
  }

  @Test
  void buysNoPlaceOfANodeThatCouldNotGoAfterwards() {
    WorldBuilder spent =
        nodes(3, aGroup("general").budget(1, false))
            .with(aManagedNode("noted").removedFor("NODE_EMPTY"), aNode("noted"));
    SafetyPolicy objecting =
        candidates ->
            new PolicyAnswer.Answered<>(
                candidates.stream()
                    .map(one -> new Objection(one.node()))
                    .map(one -> new Concluded<>(one, "No", Reason.HELD, List.<String>of()))
                    .toList());
    Plan plan =
        new Plan(
            "p",
            NOW,
            new Position(1, 1),
            "v",
            List.of(new Planned(replacing("n0"), Justification.NONE)),
            List.of(),
            Map.of(),
            null);

    assertThat(reasons(review(spent, FINE, replacing("n0"))))
        .containsExactly(Reason.DISRUPTION_BUDGET_SPENT);
    assertThat(reasons(review(nodes(3, 0, 5), FINE, replacing("n9"))))
        .containsExactly(Reason.NODE_CHANGED);
    assertThat(
            reasons(
                new PlanReview(objecting, limits)
                    .review(plan, nodes(3, 0, 5).build(), FINE, Map.of())))
        .containsExactly(Reason.HELD);
    assertThat(review(nodes(3, 0, 5), FINE, replacing("n0")).approved().actions()).hasSize(1);
  }

  @Test
  void countsNodesWhosePlaceIsBoughtAsDisruptedAndOnlyOnce() {
    GroupBuilder two = aGroup("general").sized(0, 20).budget(2, false);
    WorldBuilder underWay =
        nodes(5, two)
            .with(
                aManagedNode("heir").in(ManagedNodeFact.Phase.READY, NOW).replacing("n0"),
                aNode("heir"));

    assertThat(reasons(review(nodes(5, two), FINE, replacing("n0"), replacing("n1", "n2"))))
        .containsExactly(Reason.DISRUPTION_BUDGET_SPENT);
    assertThat(review(underWay, FINE, remove("n0"), remove("n1")).approved().actions()).hasSize(2);
    assertThat(reasons(review(underWay, FINE, remove("n1"), remove("n2"))))
        .containsExactly(Reason.DISRUPTION_BUDGET_SPENT);
  }

  @Test
  void neverGoesBelowTheMinimumThoughNodesAreOnTheirWayOrNotedAlready() {
    WorldBuilder world =
        nodes(2, 1, 5)
            .with(aManagedNode("coming").intended())
            .with(aManagedNode("noted").removedFor("NODE_EMPTY"));

    Judgement judgement = review(world, FINE, remove("n0"), remove("n1"));

    assertThat(judgement.approved().actions()).hasSize(1);
    assertThat(reasons(judgement)).containsExactly(Reason.GROUP_AT_MINIMUM);
  }

  @Test
  void buysUpToTheMaximumAndNoFurther() {
    Judgement judgement = review(nodes(2, 0, 3), FINE, buy("general"), buy("general"));

    assertThat(judgement.approved().actions()).hasSize(1);
    assertThat(reasons(judgement)).containsExactly(Reason.GROUP_AT_MAXIMUM);
  }

  @Test
  void letsOnePlanBuyOnlySoManyForAGroupAndTheRestGoesOn() {
    GroupSpec.ScaleUp two = new GroupSpec.ScaleUp(2, Duration.ofMinutes(5));
    WorldBuilder world = aWorld().with(aGroup("general").scalingUp(two), aGroup("other"));

    Judgement judgement =
        review(world, FINE, buy("general"), buy("general"), buy("general"), buy("other"));

    assertThat(judgement.approved().actions()).hasSize(3);
    assertThat(reasons(judgement)).containsExactly(Reason.PLAN_LIMIT_REACHED);
  }

  @Test
  void refusesANodeTwiceAndANodeThatIsNotedAlready() {
    WorldBuilder world = nodes(3, 0, 5).with(aManagedNode("noted").removedFor("NODE_EMPTY"));
    world.with(aNode("noted"));

    assertThat(reasons(review(world, FINE, remove("noted")))).containsExactly(Reason.NODE_CHANGED);
  }

  @Test
  void refusesANodeWhoseNameAnotherMachineHasTaken() {
    WorldBuilder world = nodes(1, 0, 5).with(aManagedNode("a")).with(aNode("a").instance("x://b"));

    assertThat(reasons(review(world, FINE, remove("a")))).containsExactly(Reason.NODE_CHANGED);
  }

  @Test
  void refusesTheControlPlaneAndWhatIsNotOurs() {
    WorldBuilder world =
        nodes(1, 0, 5).with(aNode("cp").controlPlane(), aNode("theirs")).with(aManagedNode("cp"));

    assertThat(reasons(review(world, FINE, remove("cp"), remove("theirs"), remove("nowhere"))))
        .containsExactly(Reason.CONTROL_PLANE_NODE, Reason.NODE_NOT_OURS, Reason.NODE_CHANGED);
  }

  @Test
  void refusesEverythingOnAViewThatIsOldOrComesFromTheFuture() {
    Circumstances old =
        new Circumstances(NOW, NOW.minus(Duration.ofSeconds(11)), true, true, "", 0);
    Circumstances setBack =
        new Circumstances(NOW, NOW.plus(Duration.ofHours(1)), true, true, "", 0);
    Circumstances partial = new Circumstances(NOW, NOW, false, true, "", 0);

    for (Circumstances stale : List.of(old, setBack, partial)) {
      assertThat(reasons(review(nodes(3, 0, 5), stale, remove("n0"), buy("general"))))
          .containsExactly(Reason.VIEW_STALE, Reason.VIEW_STALE);
    }
  }

  @Test
  void refusesEverythingWithoutTheClaim() {
    Circumstances standby = new Circumstances(NOW, NOW, true, false, "", 0);

    assertThat(reasons(review(nodes(3, 0, 5), standby, remove("n0"), buy("general"))))
        .containsExactly(Reason.NOT_OWNER, Reason.NOT_OWNER);
  }

  @ParameterizedTest
  @CsvSource({"3,0,true", "4,4,false", "4,5,true", "9,11,true", "10,12,false"})
  void freezesWhenTooManyNodesAreIll(int ill, int well, boolean goesOn) {
    WorldBuilder world = nodes(well, 0, 100);
    for (int i = 0; i < ill; i++) {
      world.with(aNode("ill" + i).silent());
    }

    Judgement judgement = review(world, FINE, buy("general"));

    assertThat(judgement.approved().actions()).hasSize(goesOn ? 1 : 0);
  }

  @Test
  void letsOnePlanRemoveOnlySoManyAndAWindowNoMoreEither() {
    Action[] many =
        Stream.iterate(0, i -> i < 15, i -> i + 1).map(i -> remove("n" + i)).toArray(Action[]::new);
    Circumstances late = new Circumstances(NOW, NOW, true, true, "", 47);

    Judgement one = review(nodes(20, 0, 50), FINE, many);
    assertThat(one.approved().actions()).hasSize(10);
    assertThat(reasons(one)).containsOnly(Reason.PLAN_LIMIT_REACHED);
    assertThat(review(nodes(20, 0, 50), late, many).approved().actions()).hasSize(3);
  }

  @Test
  void alwaysDrainsAMachineThatGoesAnyway() {
    Judgement judgement = review(nodes(1, 1, 5), FINE, remove("n0", true));

    assertThat(judgement.approved().actions()).hasSize(1);
  }

  @Test
  void onlyTellsWhatAnObservedGroupOrAnObservedClusterWouldDo() {
    WorldBuilder watched =
        aWorld().with(aGroup("general").observed()).with(aManagedNode("n0")).with(aNode("n0"));
    Circumstances observing = new Circumstances(NOW, NOW, true, true, "told to watch", 0);

    assertThat(review(watched, FINE, buy("general")).observed().actions()).hasSize(1);
    Judgement all = review(nodes(3, 0, 5), observing, remove("n0"));
    assertThat(all.observed().actions()).hasSize(1);
    assertThat(all.approved().actions()).isEmpty();
  }

  @Test
  void removesNothingWhenTheRulesAreCutOffButStillBuys() {
    SafetyPolicy cutOff = candidates -> new PolicyAnswer.CutOff<>("ran out of time");
    List<Planned> planned =
        List.of(
            new Planned(remove("n0"), Justification.NONE),
            new Planned(buy("general"), Justification.NONE));
    Plan plan = new Plan("p", NOW, new Position(1, 1), "v", planned, List.of(), Map.of(), null);

    Judgement judgement =
        new PlanReview(cutOff, limits).review(plan, nodes(3, 0, 9).build(), FINE, Map.of());

    assertThat(reasons(judgement)).containsExactly(Reason.POLICY_CUT_OFF);
    assertThat(judgement.approved().actions()).hasSize(1);
  }

  @Test
  @Timeout(10)
  void reviewsAPlanOverTenThousandNodesInAMoment() {
    GroupSpec.ScaleUp many = new GroupSpec.ScaleUp(1_000, Duration.ofMinutes(5));
    WorldBuilder world =
        nodes(10_000, aGroup("general").sized(0, 20_000).budget(100, true).scalingUp(many));
    for (int i = 0; i < 2_000; i++) {
      world.with(aManagedNode("joining" + i)).with(aNode("joining" + i).notReady());
    }
    Action[] all =
        Stream.iterate(0, i -> i < 500, i -> i + 1).map(i -> buy("general")).toArray(Action[]::new);

    assertThat(review(world, FINE, all).approved().actions()).hasSize(500);
  }

  @Test
  void neitherBuysNorRemovesForAFrozenGroupUnlessTheMachineGoesAnyway() {
    WorldBuilder world =
        aWorld()
            .with(aGroup("general").sized(0, 5).budget(100, true).frozen("TOO_MANY_WITHOUT_RECORD"))
            .with(aManagedNode("n0"))
            .with(aNode("n0"));

    assertThat(reasons(review(world, FINE, buy("general"), remove("n0"))))
        .containsExactly(Reason.TOO_MANY_WITHOUT_RECORD, Reason.TOO_MANY_WITHOUT_RECORD);
    assertThat(review(world, FINE, remove("n0", true)).approved().actions()).hasSize(1);
  }
}
