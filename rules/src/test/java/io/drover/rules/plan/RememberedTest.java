package io.drover.rules.plan;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.ManagedNodeBuilder.aManagedNode;
import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.GroupBuilder;
import io.drover.rules.facts.NodeBuilder;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.ProviderName;
import io.drover.rules.facts.WorldBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What one plan hands on to the next where the cluster cannot keep it. */
class RememberedTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final NodeName NODE = new NodeName("a");

  private Instant now = NOON;
  private Remembered remembered = Remembered.NOTHING;
  private List<Reason> rejections = List.of();

  /** Thinks so long after the last time, with what the last time handed on. */
  private List<Action> after(Duration time, WorldBuilder world) {
    now = now.plus(time);
    Thought thought =
        new Planner(new PlainScaling())
            .plan(
                new Question(
                    "plan",
                    now,
                    world.build(),
                    Map.of(new ProviderName("sim"), List.of(anOffering("small").build())),
                    Measured.NOTHING,
                    List.of(),
                    false,
                    remembered));
    remembered = thought.remembered();
    rejections = thought.plan().rejections().stream().map(Rejection::reason).toList();
    return thought.plan().actions().stream().map(Planned::action).toList();
  }

  private static WorldBuilder empty(GroupBuilder group, NodeBuilder node) {
    return aWorld().with(group).with(aManagedNode("a")).with(node);
  }

  private static WorldBuilder observed() {
    return empty(aGroup("general").observed(), aNode("a"));
  }

  private static WorldBuilder observedAndBusy() {
    return observed().with(aPod("web").on("a").asking("1500m", "1Gi"));
  }

  @Test
  void tellsTheRemovalOfAnObservedNodeAfterItsUnneededTime() {
    assertThat(after(Duration.ZERO, observed()))
        .singleElement()
        .isInstanceOf(Action.MarkCandidate.class);
    assertThat(after(Duration.ofMinutes(9), observed())).isEmpty();
    assertThat(after(Duration.ofMinutes(1), observed()))
        .singleElement()
        .isInstanceOf(Action.RemoveNode.class);
  }

  @Test
  void countsAnObservedNodeFromNowAgainOnceItWasNeeded() {
    after(Duration.ZERO, observed());
    assertThat(after(Duration.ofMinutes(9), observedAndBusy()))
        .singleElement()
        .isInstanceOf(Action.ClearCandidate.class);

    assertThat(after(Duration.ofMinutes(9), observed()))
        .singleElement()
        .isInstanceOf(Action.MarkCandidate.class);
  }

  @Test
  void countsAnObservedNodeFromNowAgainAfterARestart() {
    after(Duration.ZERO, observed());
    remembered = Remembered.NOTHING;

    assertThat(after(Duration.ofMinutes(11), observed()))
        .singleElement()
        .isInstanceOf(Action.MarkCandidate.class);
  }

  @Test
  void neverRemovesAnActingNodeForWhatWasRememberedOfIt() {
    after(Duration.ZERO, observed());

    assertThat(after(Duration.ofMinutes(11), empty(aGroup("general"), aNode("a"))))
        .singleElement()
        .isInstanceOf(Action.MarkCandidate.class);
    assertThat(remembered.unneededSince()).isEmpty();
  }

  @Test
  void trustsNoTaintOnAnObservedNodeThatNobodyWouldTakeAway() {
    NodeBuilder marked = aNode("a").candidateSince(NOON.minus(Duration.ofHours(1)));

    assertThat(after(Duration.ZERO, empty(aGroup("general").observed(), marked)))
        .singleElement()
        .isInstanceOf(Action.MarkCandidate.class);
  }

  @Test
  void forgetsAnObservedNodeThatIsGone() {
    after(Duration.ZERO, observed());
    assertThat(remembered.unneededSince()).containsOnlyKeys(NODE);

    after(Duration.ofMinutes(1), aWorld().with(aGroup("general").observed()));

    assertThat(remembered.unneededSince()).isEmpty();
  }

  private static WorldBuilder wiped() {
    return empty(
        aGroup("general").scaledUpAt(null), aNode("a").candidateSince(NOON.minusSeconds(1200)));
  }

  @Test
  void coolsAGroupDownThatHasNodesAndNoHistoryFromWhenThatWasFirstSeen() {
    assertThat(after(Duration.ZERO, wiped())).isEmpty();
    assertThat(after(Duration.ofMinutes(9), wiped())).isEmpty();
    assertThat(after(Duration.ofMinutes(1), wiped()))
        .singleElement()
        .isInstanceOf(Action.RemoveNode.class);
  }

  @Test
  void coolsDownAnewWhenTheHistoryIsLostAgainOrTheDaemonStartsAnew() {
    after(Duration.ZERO, wiped());
    after(Duration.ofMinutes(8), aWorld().with(aGroup("general").scaledUpAt(NOON)));
    assertThat(after(Duration.ofMinutes(8), wiped())).isEmpty();

    remembered = Remembered.NOTHING;
    assertThat(after(Duration.ofMinutes(11), wiped())).isEmpty();
  }

  @Test
  void remembersNoCoolDownOfAGroupThatNeverHadNodes() {
    after(Duration.ZERO, aWorld().with(aGroup("general").scaledUpAt(null)));

    assertThat(remembered.historyLostSince()).isEmpty();
  }

  private static WorldBuilder away(GroupBuilder group) {
    return aWorld().with(group).with(aManagedNode("a")).with(aPod("web"));
  }

  @Test
  void waitsForANodeThatIsGoneAsLongAsOneMayTakeToJoinAndThenBuys() {
    assertThat(after(Duration.ZERO, away(aGroup("general")))).isEmpty();
    assertThat(rejections).contains(Reason.NODE_MISSING, Reason.POD_FITS_NODE_ON_ITS_WAY);
    assertThat(after(Duration.ofMinutes(14), away(aGroup("general")))).isEmpty();

    assertThat(after(Duration.ofMinutes(1), away(aGroup("general"))))
        .singleElement()
        .isInstanceOf(Action.BuyNode.class);
    assertThat(rejections).contains(Reason.NODE_MISSING);
  }

  @Test
  void waitsAnewForANodeThatWasBackMeanwhile() {
    after(Duration.ZERO, away(aGroup("general")));
    after(Duration.ofMinutes(14), empty(aGroup("general"), aNode("a")));

    assertThat(after(Duration.ofMinutes(14), away(aGroup("general")))).isEmpty();
  }

  @Test
  void countsANodeThatIsGoneTowardsTheMaximum() {
    after(Duration.ZERO, away(aGroup("general").sized(0, 1)));

    assertThat(after(Duration.ofHours(1), away(aGroup("general").sized(0, 1)))).isEmpty();
    assertThat(rejections).contains(Reason.GROUP_AT_MAXIMUM);
  }

  @Test
  void buysAtOnceForPodsThatANodeThatIsGoneWouldNotTake() {
    WorldBuilder larger =
        aWorld()
            .with(aGroup("general"))
            .with(aManagedNode("a"))
            .with(aPod("one").asking("1500m", "1Gi"), aPod("two").asking("1500m", "1Gi"));

    assertThat(after(Duration.ZERO, larger)).hasSize(1);
  }
}
