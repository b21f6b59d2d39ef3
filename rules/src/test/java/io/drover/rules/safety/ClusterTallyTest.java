package io.drover.rules.safety;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.ManagedNodeBuilder.aManagedNode;
import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.WorldBuilder.aBudget;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.ClusterMinimum;
import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.Position;
import io.drover.rules.facts.RemovalLimits;
import io.drover.rules.facts.Resources;
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

/** What the removals of a plan may come to in the whole cluster. */
class ClusterTallyTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  /** Nodes of a group without a bound of its own; those of {@code drained} have a pod. */
  private static WorldBuilder nodes(List<String> empty, List<String> drained) {
    WorldBuilder world = aWorld().with(aGroup("general").sized(0, 100).budget(100, true));
    empty.forEach(name -> world.with(aNode(name), aManagedNode(name)));
    for (String name : drained) {
      world.with(aNode(name), aManagedNode(name));
      world.with(aPod("web-" + name).labelled("app", "web").on(name));
    }
    return world;
  }

  private static Judgement review(
      WorldBuilder world, RemovalLimits removals, ClusterMinimum minimum, String... nodes) {
    Limits usual = Limits.DEFAULT;
    Limits limits =
        new Limits(
            usual.viewMaxAge(),
            usual.removalsPerPlan(),
            usual.removalsPerWindow(),
            usual.window(),
            usual.defaultBudget(),
            usual.unhealthyShare(),
            usual.requestedAfterRemoval(),
            usual.expendableBelow(),
            removals,
            minimum);
    List<Planned> actions =
        Stream.of(nodes).map(name -> new Planned(remove(name), Justification.NONE)).toList();
    return new PlanReview(candidates -> new PolicyAnswer.Answered<>(List.of()), limits)
        .review(
            new Plan("p", NOW, new Position(1, 1), "v", actions, List.of(), Map.of(), null),
            world.build(),
            new Circumstances(NOW, NOW, true, true, "", 0),
            Map.of());
  }

  private static Action remove(String node) {
    boolean interrupted = node.startsWith("spot");
    return new Action.RemoveNode(
        new GroupName("general"),
        node,
        new NodeName(node),
        List.of(),
        interrupted,
        Reason.NODE_EMPTY);
  }

  private static List<String> refused(Judgement judgement) {
    return judgement.refused().stream()
        .map(one -> ((Action.RemoveNode) one.refused().action()).node() + " " + one.reason())
        .toList();
  }

  @Test
  void countsWhatIsUnderWayAgainstBothLimits() {
    WorldBuilder world = nodes(List.of("e1", "e2"), List.of("d1", "d2"));
    world.with(aNode("gone"), aManagedNode("gone").removedFor("NODE_EMPTY"));
    world.with(aPod("left").on("gone"));

    RemovalLimits three = new RemovalLimits(3, 2);

    assertThat(refused(review(world, three, ClusterMinimum.NONE, "d1", "d2", "e1", "e2")))
        .containsExactly("d2 DRAIN_LIMIT_REACHED", "e2 REMOVAL_LIMIT_REACHED");
  }

  @Test
  void neverHoldsAMachineThatGoesAnywayAndCountsIt() {
    WorldBuilder world = nodes(List.of("e1"), List.of("spot1", "spot2"));

    assertThat(
            refused(
                review(
                    world, new RemovalLimits(1, 1), ClusterMinimum.NONE, "spot1", "spot2", "e1")))
        .containsExactly("e1 REMOVAL_LIMIT_REACHED");
  }

  @Test
  void spendsADisruptionBudgetOncePerPlan() {
    WorldBuilder world = nodes(List.of("e1"), List.of("d1", "d2", "d3")).with(aBudget("web", 2));

    assertThat(
            refused(
                review(world, RemovalLimits.DEFAULT, ClusterMinimum.NONE, "d1", "d2", "d3", "e1")))
        .containsExactly("d3 BLOCKED_BY_PDB");
  }

  @Test
  void leavesAsManyNodesAsTheClusterIsToHave() {
    WorldBuilder world = nodes(List.of("e1", "e2", "e3"), List.of());

    assertThat(
            refused(
                review(
                    world,
                    RemovalLimits.DEFAULT,
                    new ClusterMinimum(2, Resources.NONE),
                    "e1",
                    "e2")))
        .containsExactly("e2 CLUSTER_AT_MINIMUM");
  }

  @Test
  void leavesAsMuchCapacityAsTheClusterIsToHave() {
    WorldBuilder world = nodes(List.of("e1", "e2", "e3"), List.of());
    long one = aNode("any").build().shape().capacity().get(Resources.CPU);
    ClusterMinimum two = new ClusterMinimum(0, Resources.of(Map.of(Resources.CPU, 2 * one)));

    assertThat(refused(review(world, RemovalLimits.DEFAULT, two, "e1", "e2")))
        .containsExactly("e2 CLUSTER_AT_MINIMUM");
  }

  @Test
  void countsNoNodeThatIsNotReadyAsRemaining() {
    WorldBuilder world = nodes(List.of("e1", "e2"), List.of());
    world.with(aNode("ill").notReady(), aManagedNode("ill"));
    ClusterMinimum two = new ClusterMinimum(2, Resources.NONE);

    assertThat(refused(review(world, RemovalLimits.DEFAULT, two, "ill", "e1")))
        .containsExactly("e1 CLUSTER_AT_MINIMUM");
  }
}
