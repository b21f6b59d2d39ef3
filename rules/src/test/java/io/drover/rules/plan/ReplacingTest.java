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
import io.drover.rules.facts.InterruptedNode;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.NodeStats;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.OfferingStats;
import io.drover.rules.facts.PendingPod;
import io.drover.rules.facts.UtilizationFact;
import io.drover.rules.facts.WorldBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplacingTest {
  private static final OfferingFact SMALL =
      anOffering("small").costing("0.04").with("2", "4Gi").build();
  private static final OfferingFact LARGE =
      anOffering("large").costing("0.16").with("8", "16Gi").build();
  private static final OfferingFact DEAR =
      anOffering("dear").costing("0.10").with("2", "4Gi").build();

  /** Some nodes are outdated and unneeded, all others replaceable; those replaced are unneeded. */
  private static final class Replacement implements ScalingPolicy {
    private final PlainScaling plain = new PlainScaling();
    private final List<NodeName> outdated = new ArrayList<>();
    private final List<NodeName> kept = new ArrayList<>();

    Replacement outdated(String node) {
      outdated.add(new NodeName(node));
      return this;
    }

    Replacement keeping(String node) {
      kept.add(new NodeName(node));
      return this;
    }

    @Override
    public String version() {
      return "replacement";
    }

    @Override
    public PolicyAnswer<Growth> growth(
        List<PendingPod> pods, List<OfferingStats> offerings, Surroundings around) {
      return plain.growth(pods, offerings, around);
    }

    @Override
    public PolicyAnswer<NodeConclusion> unneeded(
        List<NodeStats> nodes, List<UtilizationFact> usage, Surroundings around) {
      List<Concluded<NodeConclusion>> all = new ArrayList<>();
      for (NodeStats node : nodes) {
        NodeName name = node.node();
        if (kept.contains(name)) {
          all.add(PlainScaling.concluded(new Kept(name), Reason.FROZEN));
        } else if (outdated.contains(name)) {
          all.add(PlainScaling.concluded(new Unneeded(name), Reason.NODE_DRIFTED));
          all.add(PlainScaling.concluded(new Outdated(name), Reason.NODE_DRIFTED));
        } else if (node.replaced()) {
          all.add(PlainScaling.concluded(new Unneeded(name), Reason.NODE_REPLACED));
        } else {
          all.add(PlainScaling.concluded(new Replaceable(name), Reason.NODE_TOO_DEAR));
        }
      }
      return new PolicyAnswer.Answered<>(all);
    }

    @Override
    public PolicyAnswer<Evacuation> evacuations(List<InterruptedNode> nodes) {
      return plain.evacuations(nodes);
    }
  }

  private static GroupBuilder group() {
    return aGroup("general").sized(0, 10).scaledUpAt(Thinking.NOW.minus(Duration.ofHours(1)));
  }

  /** A node of the offering with one pod that asks for so much. */
  private static WorldBuilder node(WorldBuilder world, String name, OfferingFact of, long millis) {
    return world.with(
        aManagedNode(name).of(of),
        aNode(name).allocatable(of.allocatable()),
        aPod("of-" + name).asking(millis + "m", "256Mi").on(name));
  }

  private static List<Action.BuyNode> bought(Thinking thinking) {
    return thinking.thought().plan().actions().stream()
        .map(Planned::action)
        .filter(Action.BuyNode.class::isInstance)
        .map(Action.BuyNode.class::cast)
        .toList();
  }

  private static List<String> places(Action.BuyNode buy) {
    return buy.replaces().stream().map(place -> place.node().value()).toList();
  }

  private static List<String> removed(Thinking thinking) {
    return thinking.thought().plan().actions().stream()
        .map(Planned::action)
        .filter(Action.RemoveNode.class::isInstance)
        .map(action -> ((Action.RemoveNode) action).node() + " " + action.reason())
        .toList();
  }

  @Test
  void buysTheCheaperPlaceOfANodeBeforeItGoesAndRemovesNothingYet() {
    WorldBuilder world = node(aWorld().with(group()), "n1", LARGE, 1_500);

    Thinking thinking = Thinking.by(new Replacement(), world, SMALL, LARGE);

    assertThat(thinking.bought()).containsExactly("small NODE_TOO_DEAR");
    assertThat(places(bought(thinking).getFirst())).containsExactly("n1");
    assertThat(removed(thinking)).isEmpty();
    assertThat(thinking.told())
        .contains(
            "node n1: REPLACEMENT_ON_ITS_WAY it goes once what is bought for its pods serves");
    assertThat(thinking.thought().plan().actions().getFirst().why().facts())
        .contains("saves 0.12 of 0.16 USD/h: n1");
  }

  @Test
  void buysOneNodeInThePlaceOfSeveral() {
    WorldBuilder world = aWorld().with(group());
    for (String name : List.of("a", "b", "c", "d", "e")) {
      node(world, name, SMALL, 1_400);
    }
    OfferingFact medium = anOffering("medium").costing("0.10").with("8", "16Gi").build();

    Thinking thinking = Thinking.by(new Replacement(), world, SMALL, medium);

    assertThat(thinking.bought()).containsExactly("medium NODE_TOO_DEAR");
    assertThat(places(bought(thinking).getFirst())).containsExactly("a", "b", "c", "d", "e");
  }

  @Test
  void movesNoPodToSaveMoneyBeforeItHasRunForThePaybackTime() {
    for (int minutes : List.of(59, 60)) {
      WorldBuilder world =
          aWorld()
              .with(
                  group(),
                  aManagedNode("n1").of(LARGE),
                  aNode("n1").allocatable(LARGE.allocatable()),
                  aPod("young")
                      .asking("1500m", "256Mi")
                      .createdAt(Thinking.NOW.minus(Duration.ofMinutes(minutes)))
                      .on("n1"));

      Thinking thinking = Thinking.by(new Replacement(), world, SMALL);

      assertThat(thinking.bought().size()).isEqualTo(minutes == 60 ? 1 : 0);
      assertThat(String.join("; ", thinking.told()).contains("is not older than the payback time"))
          .isEqualTo(minutes == 59);
    }
  }

  @Test
  void savesByPackingOnlyWhatMakesUpForTheMovesWithinThePaybackTime() {
    OfferingFact alike = anOffering("alike").costing("0.04").with("2", "4Gi").build();
    // Each with a pod for which no other has room: three fit on two nodes, eight on seven.
    WorldBuilder three = aWorld().with(group());
    for (String name : List.of("a", "b", "c")) {
      node(three, name, SMALL, 1_100);
      three.with(aPod("little-" + name).asking("100m", "128Mi").on(name));
    }
    OfferingFact half = anOffering("half").costing("0.06").with("4", "8Gi").build();

    assertThat(Thinking.by(new Replacement(), three, alike).bought()).isEmpty();
    assertThat(Thinking.by(new Replacement(), three, half).bought())
        .containsExactly("half NODE_TOO_DEAR");
  }

  @Test
  void findsAWellUsedNodeWhosePodsOthersHaveRoomForUnneeded() {
    WorldBuilder world = aWorld().with(group());
    node(world, "a", SMALL, 1_200);
    node(world, "b", LARGE, 5_000);

    Thinking thinking = Thinking.by(new Replacement(), world, SMALL);

    assertThat(thinking.thought().plan().actions().stream().map(Planned::action))
        .containsExactly(
            new Action.MarkCandidate(
                new GroupName("general"), new NodeName("a"), Thinking.NOW, Reason.NODE_TOO_DEAR));
  }

  @Test
  void removesItOnceThatHasLastedForTheUnneededTime() {
    WorldBuilder world =
        aWorld()
            .with(
                group(),
                aManagedNode("a").of(SMALL),
                aNode("a")
                    .allocatable(SMALL.allocatable())
                    .candidateSince(Thinking.NOW.minus(Duration.ofMinutes(10))),
                aPod("of-a").asking("1200m", "256Mi").on("a"));
    node(world, "b", LARGE, 5_000);

    assertThat(removed(Thinking.by(new Replacement(), world, SMALL)))
        .containsExactly("a NODE_TOO_DEAR");
  }

  @Test
  void buysNothingThatSavesTooLittleOrTooLate() {
    OfferingFact nearlyAsDear = anOffering("near").costing("0.092").with("2", "4Gi").build();
    WorldBuilder little = node(aWorld().with(group()), "n1", DEAR, 1_500);

    assertThat(Thinking.by(new Replacement(), little, nearlyAsDear).bought()).isEmpty();
    assertThat(Thinking.by(new Replacement(), little, nearlyAsDear).told())
        .contains("node n1: NO_REPLACEMENT nothing that takes its pods is cheaper by enough");

    GroupBuilder impatient =
        group()
            .scalingDown(
                new GroupSpec.ScaleDown(
                    true,
                    0.5,
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(10),
                    GroupSpec.Terms.NONE,
                    new GroupSpec.Consolidation(true, Duration.ofMinutes(6)),
                    null));
    // 0.04 USD/h for ten minutes, 0.06 USD/h saved: it takes nearly seven minutes.
    WorldBuilder late = node(aWorld().with(impatient), "n1", DEAR, 1_500);
    assertThat(Thinking.by(new Replacement(), late, SMALL).bought()).isEmpty();
    assertThat(
            Thinking.by(new Replacement(), node(aWorld().with(group()), "n1", DEAR, 1_500), SMALL)
                .bought())
        .containsExactly("small NODE_TOO_DEAR");
  }

  @Test
  void buysThePlaceOfAnOutdatedNodeWhateverItCosts() {
    WorldBuilder world = node(aWorld().with(group()), "old", SMALL, 1_500);

    Thinking thinking = Thinking.by(new Replacement().outdated("old"), world, DEAR);

    assertThat(thinking.bought()).containsExactly("dear NODE_DRIFTED");
    assertThat(places(bought(thinking).getFirst())).containsExactly("old");
  }

  @Test
  void buysThePlaceOfEachOutdatedNodeForItself() {
    WorldBuilder world = aWorld().with(group());
    node(world, "a", SMALL, 1_500);
    node(world, "b", SMALL, 1_500);

    Thinking thinking =
        Thinking.by(new Replacement().outdated("a").outdated("b"), world, SMALL, LARGE);

    assertThat(bought(thinking).stream().map(ReplacingTest::places))
        .containsExactly(List.of("a"), List.of("b"));
  }

  @Test
  void saysWhatCannotBeBoughtForAnOutdatedNode() {
    WorldBuilder world = node(aWorld().with(group().sized(0, 1)), "old", SMALL, 1_500);

    Thinking thinking = Thinking.by(new Replacement().outdated("old"), world, SMALL);

    assertThat(thinking.bought()).isEmpty();
    assertThat(String.join("\n", thinking.told()))
        .contains("node old: NO_REPLACEMENT nothing can be bought for pod default/of-old")
        .contains("may have no more nodes");
  }

  @Test
  void buysNothingWhileAnythingIsUnderWayOrPodsWait() {
    WorldBuilder coming =
        node(aWorld().with(group()), "n1", LARGE, 1_500)
            .with(aManagedNode("coming").of(SMALL).intended());
    WorldBuilder leaving =
        node(aWorld().with(group()), "n1", LARGE, 1_500)
            .with(
                aManagedNode("going")
                    .of(SMALL)
                    .in(ManagedNodeFact.Phase.DRAINING, Thinking.NOW)
                    .removedFor("NODE_EMPTY"),
                aNode("going"));
    WorldBuilder waiting =
        node(aWorld().with(group()), "n1", LARGE, 1_500).with(aPod("waits").asking("7", "256Mi"));
    WorldBuilder grown = node(aWorld().with(group().scaledUpAt(Thinking.NOW)), "n1", LARGE, 1_500);

    for (WorldBuilder world : List.of(coming, leaving, grown)) {
      assertThat(Thinking.by(new Replacement(), world, SMALL, LARGE).bought()).isEmpty();
    }
    assertThat(Thinking.by(new Replacement(), waiting, SMALL, LARGE).bought())
        .doesNotContain("small NODE_TOO_DEAR");
  }

  @Test
  void leavesAloneWhatARuleKeepsAndTellsOfWhatIsOnlyObserved() {
    WorldBuilder kept = node(aWorld().with(group()), "n1", LARGE, 1_500);
    WorldBuilder observed = node(aWorld().with(group().observed()), "n1", LARGE, 1_500);

    assertThat(Thinking.by(new Replacement().keeping("n1"), kept, SMALL).bought()).isEmpty();
    // What an observed group would buy is told, and never carried out.
    assertThat(Thinking.by(new Replacement(), observed, SMALL).bought())
        .containsExactly("small NODE_TOO_DEAR");
  }

  @Test
  void removesANodeAtOnceWhosePlaceServesAndKeepsThePlaceForItsPods() {
    WorldBuilder world = node(aWorld().with(group()), "n1", LARGE, 1_500);
    world.with(
        aManagedNode("new").of(SMALL).in(ManagedNodeFact.Phase.READY, Thinking.NOW).replacing("n1"),
        aNode("new").allocatable(SMALL.allocatable()));

    Thinking thinking = Thinking.by(new Replacement(), world, SMALL, LARGE);

    assertThat(removed(thinking)).containsExactly("n1 NODE_REPLACED");
    assertThat(thinking.bought()).isEmpty();
    assertThat(thinking.told())
        .contains("node new: REPLACEMENT_AWAITS_PODS it was bought for the pods of n1");
  }

  @Test
  void waitsForAllThatWasBoughtInTheNodesPlace() {
    WorldBuilder world = node(aWorld().with(group()), "n1", LARGE, 1_500);
    world.with(
        aManagedNode("one").of(SMALL).in(ManagedNodeFact.Phase.READY, Thinking.NOW).replacing("n1"),
        aNode("one").allocatable(SMALL.allocatable()),
        aManagedNode("two").of(SMALL).intended().replacing("n1"));

    Thinking thinking = Thinking.by(new Replacement(), world, SMALL, LARGE);

    assertThat(removed(thinking)).isEmpty();
    assertThat(thinking.told())
        .contains("node n1: REPLACEMENT_ON_ITS_WAY one was bought for its pods");
  }

  @Test
  void doesNotWaitForEverForPodsThatDoNotCome() {
    WorldBuilder world = node(aWorld().with(group()), "n1", LARGE, 1_500);
    world.with(
        aManagedNode("new")
            .of(SMALL)
            .in(ManagedNodeFact.Phase.READY, Thinking.NOW.minus(Succession.PATIENCE))
            .replacing("n1"),
        aNode("new").allocatable(SMALL.allocatable()));

    assertThat(Thinking.by(new Replacement().keeping("n1"), world, SMALL).told())
        .noneMatch(text -> text.contains("REPLACEMENT_AWAITS_PODS"));
    assertThat(
            Thinking.by(
                    new Replacement().outdated("n1"),
                    world.with(aPod("big").asking("1500m", "64Mi").on("new")),
                    LARGE)
                .bought())
        .as("its place is bought anew")
        .containsExactly("large NODE_DRIFTED");
  }

  @Test
  void keepsTheMinimumOfAGroupBySwappingWithinIt() {
    OfferingFact tiny = anOffering("tiny").costing("0.01").with("2", "4Gi").build();
    GroupBuilder other = aGroup("other").allowing(types("tiny"));
    GroupBuilder atMinimum = group().sized(1, 5).allowing(types("small", "large"));
    GroupBuilder aboveIt = group().sized(0, 5).allowing(types("small", "large"));

    assertThat(bought(atMinimum, other, tiny)).containsExactly("small NODE_TOO_DEAR");
    assertThat(bought(aboveIt, other, tiny)).containsExactly("tiny NODE_TOO_DEAR");
  }

  private static GroupSpec.Choice types(String... types) {
    return new GroupSpec.Choice(List.of(types), List.of(), List.of(), List.of());
  }

  private static List<String> bought(GroupBuilder own, GroupBuilder other, OfferingFact tiny) {
    WorldBuilder world = node(aWorld().with(own, other), "n1", LARGE, 1_500);
    return Thinking.by(new Replacement(), world, SMALL, tiny).bought();
  }
}
