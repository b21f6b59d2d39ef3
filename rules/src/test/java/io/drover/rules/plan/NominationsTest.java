package io.drover.rules.plan;

import static io.drover.rules.facts.Amounts.amounts;
import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.ManagedNodeBuilder.aManagedNode;
import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static io.drover.rules.facts.WorldBuilder.in;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.AffinityTerm;
import io.drover.rules.facts.Budget;
import io.drover.rules.facts.LabelSelector;
import io.drover.rules.facts.ManagedNodeBuilder;
import io.drover.rules.facts.ManagedNodeFact.Phase;
import io.drover.rules.facts.NodeBuilder;
import io.drover.rules.facts.ObservedWorld;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.PodBuilder;
import io.drover.rules.facts.PodFact.Scheduling;
import io.drover.rules.facts.PodKey;
import io.drover.rules.facts.ProviderName;
import io.drover.rules.facts.WorldBuilder;
import io.drover.rules.scheduling.ClusterModel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Pods that were told a node to run on, and what becomes of them when they cannot. */
class NominationsTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Instant LONG_AGO = NOW.minus(Duration.ofMinutes(11));

  private static final LabelSelector NO_NAMESPACE = new LabelSelector(List.of(in("")));

  /** Room for one pod of 600m, not for two. */
  private static final OfferingFact TINY = anOffering("tiny").with("1", "4Gi").build();

  @Test
  void buysForAPodWhoseNodeDoesNotExist() {
    assertThat(boughtFor(world().with(chosen().nominatedFor("gone")))).containsExactly("chosen");
  }

  @Test
  void buysForAPodWhoseNodeIsOnItsWayOut() {
    assertThat(
            boughtFor(
                world()
                    .with(aManagedNode("a").removedFor("NODE_EMPTY"))
                    .with(node("a"))
                    .with(chosen().nominatedFor("a"))))
        .containsExactly("chosen");
  }

  @Test
  void buysForAPodWhoseNodeTakesNoPods() {
    WorldBuilder cordoned = world().with(node("a").cordoned()).with(chosen().nominatedFor("a"));
    WorldBuilder silent = world().with(node("a").silent()).with(chosen().nominatedFor("a"));

    assertThat(boughtFor(cordoned)).containsExactly("chosen");
    assertThat(boughtFor(silent)).containsExactly("chosen");
  }

  @Test
  void countsAPodOnTheNodeThatWasBoughtForItUntilThatServes() {
    Thought thought = think(joined("a").with(chosen().nominatedFor("a")));

    assertThat(bought(thought)).isEmpty();
    assertThat(thought.plan().rejections())
        .singleElement()
        .satisfies(
            rejection -> {
              assertThat(rejection.reason()).isEqualTo(Reason.POD_FITS_NODE_ON_ITS_WAY);
              assertThat(rejection.alternative()).isEqualTo("on its way: a");
            });
  }

  @Test
  void givesNobodyElseTheRoomOnANodeThatWasBoughtForAPod() {
    WorldBuilder world = joined("a").with(chosen().nominatedFor("a")).with(web("another"));

    assertThat(boughtFor(world)).containsExactly("another");
  }

  @Test
  void countsEachPodOnTheNodeThatWasBoughtForItAndNotOnTheFirstThatTakesIt() {
    OfferingFact large = anOffering("large").with("4", "16Gi").build();
    WorldBuilder world =
        world()
            .with(joining("a").of(TINY), joining("b").of(large))
            .with(node("a").notReady(), node("b").notReady())
            .with(aPod("large").asking("3500m", "1Gi").nominatedFor("b"))
            .with(aPod("a-small").asking("600m", "1Gi").nominatedFor("a"));

    assertThat(bought(think(world, List.of(TINY, large)))).isEmpty();
  }

  @Test
  void findsTheNodeThatWasBoughtByItsMachineBeforeTheRecordNamesIt() {
    WorldBuilder world =
        world()
            .with(
                aManagedNode("record")
                    .instance("sim://a")
                    .node(null)
                    .of(TINY)
                    .in(Phase.PROVISIONED, NOW))
            .with(node("a").notReady())
            .with(chosen().nominatedFor("a"))
            .with(web("another"));

    assertThat(boughtFor(world)).containsExactly("another");
  }

  @Test
  void expectsAPodOnAReadyNodeThatHasAPlaceForIt() {
    WorldBuilder world = ready("a").with(chosen().nominatedFor("a"));

    assertThat(think(world).plan().actions())
        .extracting(Planned::action)
        .hasOnlyElementsOfType(Action.ClearCandidate.class);
    assertThat(boughtFor(world.with(web("another")))).containsExactly("another");
  }

  @Test
  void buysForAPodWhosePlaceAnotherHasTaken() {
    WorldBuilder world = ready("a").with(web("squatter").on("a")).with(chosen().nominatedFor("a"));

    assertThat(boughtFor(world)).containsExactly("chosen");
  }

  @Test
  void givesBackTheRoomOfAPodThatHasNoPlace() {
    WorldBuilder world =
        ready("a")
            .with(web("squatter").on("a"))
            .with(aPod("chosen").asking("700m", "1Gi").nominatedFor("a"))
            .with(aPod("small").asking("350m", "1Gi"));

    assertThat(boughtFor(world)).containsExactly("chosen");
  }

  @Test
  void waitsForPodsThatLeaveANominatedNode() {
    WorldBuilder world =
        ready("a")
            .with(web("victim").on("a").deletingSince(NOW))
            .with(chosen().priority(5).nominatedFor("a"));

    assertThat(think(world).plan().actions())
        .extracting(Planned::action)
        .hasOnlyElementsOfType(Action.ClearCandidate.class);
  }

  @Test
  void buysForThePodOfTheLowerPriorityWhereOnlyOneHasAPlace() {
    WorldBuilder world =
        ready("a")
            .with(web("a-minor").priority(1).nominatedFor("a"))
            .with(web("major").priority(2).nominatedFor("a"))
            .with(web("z-minor").priority(1).nominatedFor("a"));

    assertThat(boughtFor(world)).containsExactlyInAnyOrder("a-minor", "z-minor");
  }

  @Test
  void buysForAPodThatWasMeantToStandNearOneThatHasNoPlace() {
    AffinityTerm nearTheLeader =
        new AffinityTerm(
            "topology.kubernetes.io/zone",
            Set.of("default"),
            NO_NAMESPACE,
            new LabelSelector(List.of(in("app", "leader"))));
    PodBuilder leader = web("leader").labelled("app", "leader").priority(9);
    WorldBuilder world =
        world()
            .with(node("a").inZone("z1"), node("b").inZone("z1").cordoned())
            .with(leader.nominatedFor("b"), chosen().near(nearTheLeader).nominatedFor("a"));

    // The leader takes the place that the other has left.
    assertThat(boughtFor(world)).containsExactly("chosen");
  }

  @Test
  void letsAPodTakeThePlaceOfExpendableOnesThatCameBeforeIt() {
    WorldBuilder world =
        ready("a").with(web("batch").priority(-20).on("a")).with(chosen().nominatedFor("a"));

    assertThat(bought(think(world))).isEmpty();
  }

  @Test
  void buysNothingForPodsThatAreNotRefusedOrLeaveOrAreExpendable() {
    WorldBuilder world =
        world()
            .with(aPod("binding").nominatedFor("gone").stands(Scheduling.NOMINATED))
            .with(aPod("leaving").nominatedFor("gone").deletingSince(NOW))
            .with(aPod("batch").nominatedFor("gone").priority(-20));

    assertThat(think(world).plan().actions()).isEmpty();
    assertThat(think(world).plan().rejections()).isEmpty();
  }

  @Test
  void trustsTheSchedulerWithConstraintsThatAreNotSimulated() {
    WorldBuilder world = ready("a").with(chosen().notSimulated("resourceClaims").nominatedFor("a"));

    assertThat(boughtFor(world.with(web("another")))).containsExactly("another");
  }

  @Test
  void leavesTheModelAsItWas() {
    ObservedWorld world =
        world()
            .with(joining("a").of(TINY))
            .with(aManagedNode("b"), aManagedNode("c"))
            .with(node("a").notReady(), node("b"), node("c"))
            .with(web("squatter").on("c"))
            .with(web("one").nominatedFor("a"), web("two").nominatedFor("b"))
            .with(web("three").nominatedFor("c"), web("four").nominatedFor("gone"))
            .build();
    ClusterModel model = new ClusterModel(world);
    Planner planner = new Planner(new PlainScaling());
    Question question = question(world, List.of(TINY));

    Thought first = planner.plan(question, model, Budget.UNLIMITED);

    assertThat(model.deviation()).isEmpty();
    assertThat(boughtFor(first)).containsExactlyInAnyOrder("three", "four");
    assertThat(planner.plan(question, model, Budget.UNLIMITED).plan()).isEqualTo(first.plan());
  }

  private static PodBuilder chosen() {
    return web("chosen");
  }

  private static PodBuilder web(String name) {
    return aPod(name).asking("600m", "1Gi");
  }

  private static WorldBuilder world() {
    return aWorld().with(aGroup("general"));
  }

  private static NodeBuilder node(String name) {
    return aNode(name).having(amounts("1", "4Gi", 110));
  }

  private static ManagedNodeBuilder joining(String name) {
    return aManagedNode(name).in(Phase.JOINED, NOW);
  }

  /** A node that was bought, has joined and is not ready. */
  private static WorldBuilder joined(String name) {
    return world().with(joining(name).of(TINY)).with(node(name).notReady());
  }

  /** A node that serves and was not needed for long. */
  private static WorldBuilder ready(String name) {
    return world().with(aManagedNode(name)).with(node(name).candidateSince(LONG_AGO));
  }

  private static List<String> boughtFor(WorldBuilder world) {
    return boughtFor(think(world));
  }

  private static List<String> boughtFor(Thought thought) {
    return bought(thought).stream().flatMap(buy -> buy.pods().stream()).map(PodKey::name).toList();
  }

  private static List<Action.BuyNode> bought(Thought thought) {
    return thought.plan().actions().stream()
        .map(Planned::action)
        .filter(Action.BuyNode.class::isInstance)
        .map(Action.BuyNode.class::cast)
        .toList();
  }

  private static Thought think(WorldBuilder world) {
    return think(world, List.of(TINY));
  }

  private static Thought think(WorldBuilder world, List<OfferingFact> offerings) {
    return new Planner(new PlainScaling()).plan(question(world.build(), offerings));
  }

  private static Question question(ObservedWorld world, List<OfferingFact> offerings) {
    return new Question(
        "plan-1",
        NOW,
        world,
        Map.of(new ProviderName("sim"), offerings),
        Measured.NOTHING,
        List.of(),
        false,
        Remembered.NOTHING);
  }
}
