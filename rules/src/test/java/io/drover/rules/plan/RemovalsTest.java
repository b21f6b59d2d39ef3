package io.drover.rules.plan;

import static io.drover.rules.facts.Amounts.amounts;
import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.ManagedNodeBuilder.aManagedNode;
import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static io.drover.rules.facts.WorldBuilder.in;
import static io.drover.rules.plan.Thinking.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.AffinityTerm;
import io.drover.rules.facts.LabelSelector;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.Resources;
import io.drover.rules.facts.Taint;
import io.drover.rules.facts.WorldBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which nodes a plan takes away, and which it leaves alone. */
class RemovalsTest {
  private static final Instant LONG_AGO = NOW.minus(Duration.ofMinutes(11));

  private static Thinking think(WorldBuilder world) {
    return Thinking.by(new PlainScaling(), world, anOffering("small").costing("0.04").build());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "1e9", "-1", "0", "99999999999999999", "9223372036854775807"})
  void countsAnUnreadableCandidateTaintAsJustNow(String written) {
    Thinking thinking =
        think(
            aWorld()
                .with(aGroup("general"))
                .with(aManagedNode("a"))
                .with(
                    aNode("a")
                        .createdAt(NOW.minus(Duration.ofDays(1)))
                        .tainted(
                            NodeFact.CANDIDATE_TAINT, written, Taint.Effect.PREFER_NO_SCHEDULE)));

    assertThat(thinking.acts(Action.RemoveNode.class)).isEmpty();
    assertThat(thinking.acts(Action.MarkCandidate.class))
        .extracting(Action.MarkCandidate::since)
        .containsExactly(NOW);
  }

  @Test
  void removesWhatHasBeenUnneededLongEnough() {
    Thinking thinking =
        think(
            aWorld()
                .with(aGroup("general"))
                .with(aManagedNode("a"))
                .with(aNode("a").candidateSince(LONG_AGO)));

    assertThat(thinking.acts(Action.RemoveNode.class)).hasSize(1);
  }

  @Test
  void keepsTheLastReadyNodeOfAMinimumThoughAnotherIsOnItsWay() {
    Thinking thinking =
        think(
            aWorld()
                .with(aGroup("general").sized(1, 3))
                .with(aManagedNode("a"), aManagedNode("b").intended())
                .with(aNode("a").candidateSince(LONG_AGO)));

    assertThat(thinking.acts(Action.RemoveNode.class)).isEmpty();
    assertThat(thinking.reasons()).contains(Reason.GROUP_AT_MINIMUM);
  }

  @Test
  void leavesANodeAloneWhoseNameAnotherMachineHasTaken() {
    Thinking thinking =
        think(
            aWorld()
                .with(aGroup("general"))
                .with(aManagedNode("a"))
                .with(aNode("a").instance("sim://somebody-else").candidateSince(LONG_AGO)));

    assertThat(thinking.thought().plan().actions()).isEmpty();
  }

  @Test
  void movesThePodsThatWereMovedToANodeOnceMore() {
    Thinking thinking =
        think(
            aWorld()
                .with(aGroup("general"))
                .with(aManagedNode("a"), aManagedNode("b"), aManagedNode("c"))
                .with(
                    aNode("a").having(two()).candidateSince(LONG_AGO),
                    aNode("b").having(two()).candidateSince(LONG_AGO),
                    aNode("c").having(two()).candidateSince(LONG_AGO))
                .with(aPod("web-1").on("a").asking("900m", "1Gi"))
                .with(aPod("web-2").on("b").asking("900m", "1Gi"))
                .with(aPod("web-3").on("c").asking("900m", "1Gi")));

    assertThat(thinking.acts(Action.RemoveNode.class)).hasSize(1);
  }

  @Test
  void keepsANodeWhosePodsWantNoOtherOfTheirKindNear() {
    AffinityTerm own =
        new AffinityTerm(
            "kubernetes.io/hostname",
            Set.of("default"),
            new LabelSelector(List.of(in(""))),
            new LabelSelector(List.of(in("app", "db"))));
    Thinking thinking =
        think(
            aWorld()
                .with(aGroup("general"))
                .with(aManagedNode("a"), aManagedNode("b"))
                .with(aNode("a").having(two()).labelled("kubernetes.io/hostname", "a"))
                .with(aNode("b").having(two()).labelled("kubernetes.io/hostname", "b"))
                .with(aPod("db-1").on("a").labelled("app", "db").apartFrom(own))
                .with(aPod("db-2").on("b").labelled("app", "db").apartFrom(own)));

    assertThat(thinking.reasons()).containsOnly(Reason.NO_PLACE_TO_MOVE_PODS).hasSize(2);
  }

  private static Resources two() {
    return amounts("2", "4Gi", 110);
  }

  @Test
  void movesActingNodesFirstSoThatAReportTakesNoRoomFromThem() {
    Thinking thinking =
        think(
            aWorld()
                .with(aGroup("watched").observed(), aGroup("general"))
                .with(aManagedNode("a").in("watched"), aManagedNode("b"))
                .with(aNode("a").candidateSince(LONG_AGO.minusSeconds(60)))
                .with(aNode("b").candidateSince(LONG_AGO), aNode("free").having(one()))
                .with(aPod("web-1").on("a").asking("900m", "1Gi"))
                .with(aPod("web-2").on("b").asking("900m", "1Gi")));

    assertThat(thinking.acts(Action.RemoveNode.class))
        .extracting(removed -> removed.node().value())
        .first()
        .isEqualTo("b");
  }

  private static Resources one() {
    return amounts("1", "2Gi", 110);
  }
}
