package io.drover.rules.safety;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.ManagedNodeBuilder.aManagedNode;
import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.GroupBuilder;
import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.OfferingId;
import io.drover.rules.facts.Position;
import io.drover.rules.facts.Price;
import io.drover.rules.facts.UselessNodes;
import io.drover.rules.facts.WorldBuilder;
import io.drover.rules.plan.Action;
import io.drover.rules.plan.Justification;
import io.drover.rules.plan.Plan;
import io.drover.rules.plan.Planned;
import io.drover.rules.plan.PolicyAnswer;
import io.drover.rules.plan.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Safety lets nothing be bought where nodes do not join, nor for a group that goes. */
class GroupsThatBuyNothingTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final GroupName GENERAL = new GroupName("general");
  private static final Action BUY =
      new Action.BuyNode(
          GENERAL,
          new OfferingId("small", "z1", "on-demand"),
          Price.perHour("0.04"),
          List.of(),
          Reason.PODS_UNSCHEDULABLE);

  private static Action remove(String node) {
    return new Action.RemoveNode(
        GENERAL, node, new NodeName(node), List.of(), false, Reason.GROUP_DELETED);
  }

  private static WorldBuilder nodes(GroupBuilder group, int count) {
    WorldBuilder world = aWorld().with(group);
    for (int i = 0; i < count; i++) {
      world.with(aManagedNode("n" + i)).with(aNode("n" + i));
    }
    return world;
  }

  private static Judgement review(WorldBuilder world, Action... actions) {
    List<Planned> planned =
        Stream.of(actions).map(action -> new Planned(action, Justification.NONE)).toList();
    Plan plan = new Plan("p", NOW, new Position(1, 1), "v", planned, List.of(), Map.of(), null);
    return new PlanReview(candidates -> new PolicyAnswer.Answered<>(List.of()), Limits.DEFAULT)
        .review(plan, world.build(), new Circumstances(NOW, NOW, true, true, "", 0), Map.of());
  }

  private static List<Reason> reasons(Judgement judgement) {
    return judgement.refused().stream().map(Verdict::reason).toList();
  }

  @Test
  void waitsWhileTooManyMachinesInARowDidNotBecomeNodes() {
    GroupBuilder waiting = aGroup("general").failingToJoin(3, NOW.plusSeconds(60));

    assertThat(reasons(review(nodes(waiting, 1), BUY))).containsExactly(Reason.NODES_DO_NOT_JOIN);
  }

  @Test
  void triesOneAfterThatAndNoneBesideIt() {
    GroupBuilder trying = aGroup("general").failingToJoin(3, NOW);
    WorldBuilder tried = nodes(trying, 1).with(aManagedNode("trial").intended());

    Judgement two = review(nodes(trying, 1), BUY, BUY);

    assertThat(two.approved().actions()).hasSize(1);
    assertThat(reasons(two)).containsExactly(Reason.NODES_DO_NOT_JOIN);
    assertThat(reasons(review(tried, BUY))).containsExactly(Reason.NODES_DO_NOT_JOIN);
  }

  @Test
  void waitsWhileTooManyNodesInARowWereOfNoUse() {
    UselessNodes useless =
        new UselessNodes(3, List.of("a", "b", "c"), Instant.EPOCH, NOW.plusSeconds(60));

    assertThat(reasons(review(nodes(aGroup("general").buyingUselessNodes(useless), 1), BUY)))
        .containsExactly(Reason.NODES_DO_NOT_HELP);
  }

  @Test
  void triesOneNodeUntilItIsKnownToBeOfUse() {
    UselessNodes useless = new UselessNodes(3, List.of("a", "b", "c"), Instant.EPOCH, NOW);
    GroupBuilder trying = aGroup("general").buyingUselessNodes(useless);
    WorldBuilder tried =
        nodes(trying, 1).with(aManagedNode("trial").boughtFor(NOW, "pod-1")).with(aNode("trial"));

    Judgement two = review(nodes(trying, 1), BUY, BUY);

    assertThat(two.approved().actions()).hasSize(1);
    assertThat(reasons(two)).containsExactly(Reason.NODES_DO_NOT_HELP);
    assertThat(reasons(review(tried, BUY))).containsExactly(Reason.NODES_DO_NOT_HELP);
    assertThat(review(tried.with(aPod("p").on("trial")), BUY).refused()).isEmpty();
  }

  @Test
  void buysAsUsualAfterFewerFailures() {
    GroupBuilder few = aGroup("general").failingToJoin(2, null);

    assertThat(review(nodes(few, 1), BUY, BUY).refused()).isEmpty();
  }

  @Test
  void removesNodesOfADeletedGroupBelowItsMinimumAsBudgetsAllow() {
    GroupBuilder group =
        aGroup("general").sized(2, 9).budget(1, false).takingItsNodesAlong().deleted();

    Judgement judgement = review(nodes(group, 2), remove("n0"), remove("n1"), BUY);

    assertThat(judgement.approved().actions()).hasSize(1);
    assertThat(reasons(judgement))
        .containsExactly(Reason.DISRUPTION_BUDGET_SPENT, Reason.GROUP_DELETED);
  }
}
