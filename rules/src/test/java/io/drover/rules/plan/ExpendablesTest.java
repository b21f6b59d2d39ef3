package io.drover.rules.plan;

import static io.drover.rules.facts.Amounts.amounts;
import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.ManagedNodeBuilder.aManagedNode;
import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.rules.facts.ClusterSettings;
import io.drover.rules.facts.NodeBuilder;
import io.drover.rules.facts.PodBuilder;
import io.drover.rules.facts.PodFact.Scheduling;
import io.drover.rules.facts.ProviderName;
import io.drover.rules.facts.WorldBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Pods below the priority cut-off, and pods that take the place of others. */
class ExpendablesTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Instant LONG_AGO = NOW.minus(Duration.ofMinutes(11));

  @ParameterizedTest
  @CsvSource({
    "-11, -10, false",
    "-10, -10, true",
    "-9, -10, true",
    "-2147483648, -10, false",
    "0, 0, true",
    "-1, 0, false",
    "-2147483648, -2147483648, true"
  })
  void buysForNoPodBelowTheCutOffAndSaysSo(int priority, int cutOff, boolean bought) {
    Thought thought =
        think(aWorld().with(aGroup("general")).with(aPod("web-1").priority(priority)), cutOff);

    assertThat(bought(thought)).hasSize(bought ? 1 : 0);
    assertThat(thought.plan().rejections())
        .filteredOn(rejection -> rejection.reason() == Reason.POD_EXPENDABLE)
        .extracting(Rejection::detail)
        .isEqualTo(
            bought ? List.of() : List.of("its priority " + priority + " is below " + cutOff));
  }

  @ParameterizedTest
  @EnumSource(
      value = Scheduling.class,
      names = {"WAITING", "GATED", "NOMINATED", "FINISHED"})
  void buysForNoPodThatItsSchedulerHasNotFoundUnschedulable(Scheduling scheduling) {
    Thought thought =
        think(aWorld().with(aGroup("general")).with(aPod("web-1").stands(scheduling)));

    assertThat(thought.plan().actions()).isEmpty();
    assertThat(thought.plan().rejections()).isEmpty();
  }

  @Test
  void buysNothingForAPodThatWillTakeThePlaceOfExpendableOnes() {
    Thought thought =
        think(full(aPod("batch").priority(-20)).with(aPod("web-1").asking("900m", "1Gi")));

    assertThat(bought(thought)).isEmpty();
    assertThat(thought.plan().rejections())
        .extracting(Rejection::reason)
        .contains(Reason.POD_FITS_EXISTING_NODE);
  }

  @Test
  void buysForAPodThatNeverTakesThePlaceOfOthersThoughTheyAreExpendable() {
    Thought thought =
        think(
            full(aPod("batch").priority(-20))
                .with(aPod("web-1").asking("900m", "1Gi").neverPreempting())
                .with(aPod("a-web-2").asking("900m", "1Gi")));

    assertThat(bought(thought))
        .singleElement()
        .satisfies(buy -> assertThat(buy.pods()).containsExactly(aPod("web-1").build().podKey()));
  }

  @Test
  void buysForAPodWhereThoseOfLowerPriorityAreNotExpendable() {
    Thought thought =
        think(full(aPod("batch").priority(-5)).with(aPod("web-1").asking("900m", "1Gi")));

    assertThat(bought(thought)).hasSize(1);
  }

  @Test
  void letsANodeGoOnWhichOnlyExpendablePodsRunAndNamesThoseThatLeave() {
    Thought thought = think(full(aPod("batch").priority(-20)));

    assertThat(removed(thought))
        .singleElement()
        .satisfies(
            remove -> assertThat(remove.pods()).containsExactly(aPod("batch").build().podKey()));
  }

  @Test
  void movesOtherPodsToWhereExpendableOnesRun() {
    Thought thought =
        think(
            full(aPod("batch").priority(-20))
                .with(aManagedNode("b"))
                .with(node("b").candidateSince(LONG_AGO.minusSeconds(1)))
                .with(aPod("web-1").asking("300m", "1Gi").on("b")));

    assertThat(removed(thought)).extracting(remove -> remove.node().value()).containsExactly("b");
  }

  @Test
  void countsANominatedPodWhereItWillRunAndKeepsItsNode() {
    WorldBuilder world =
        aWorld()
            .with(aGroup("general"))
            .with(aManagedNode("a"))
            .with(node("a").candidateSince(LONG_AGO))
            .with(aPod("chosen").asking("600m", "1Gi").nominatedFor("a"));

    assertThat(removed(think(world))).isEmpty();
    assertThat(bought(think(world.with(aPod("web-1").asking("600m", "1Gi"))))).hasSize(1);
  }

  @Test
  void hasNoCutOffThatMakesPodsWithoutAPriorityExpendable() {
    assertThatThrownBy(() -> think(aWorld(), 1)).isInstanceOf(IllegalArgumentException.class);
  }

  /** One node, long unneeded, on which the pod takes all the room. */
  private static WorldBuilder full(PodBuilder pod) {
    return aWorld()
        .with(aGroup("general"))
        .with(aManagedNode("a"))
        .with(node("a").candidateSince(LONG_AGO))
        .with(pod.asking("1", "1Gi").on("a"));
  }

  private static NodeBuilder node(String name) {
    return aNode(name).having(amounts("1", "4Gi", 110));
  }

  private static List<Action.BuyNode> bought(Thought thought) {
    return of(thought, Action.BuyNode.class);
  }

  private static List<Action.RemoveNode> removed(Thought thought) {
    return of(thought, Action.RemoveNode.class);
  }

  private static <A extends Action> List<A> of(Thought thought, Class<A> kind) {
    return thought.plan().actions().stream()
        .map(Planned::action)
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  private static Thought think(WorldBuilder world) {
    return think(world, -10);
  }

  private static Thought think(WorldBuilder world, int expendableBelow) {
    return new Planner(new PlainScaling())
        .plan(
            new Question(
                "plan-1",
                NOW,
                world.build(),
                Map.of(new ProviderName("sim"), List.of(anOffering("small").build())),
                Measured.NOTHING,
                List.of(),
                false,
                Remembered.NOTHING,
                ClusterSettings.expendableBelow(expendableBelow)));
  }
}
