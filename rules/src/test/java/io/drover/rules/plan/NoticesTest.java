package io.drover.rules.plan;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.ManagedNodeBuilder.aManagedNode;
import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.engine.Shipped;
import io.drover.rules.facts.GroupBuilder;
import io.drover.rules.facts.GroupSpec.Choice;
import io.drover.rules.facts.GroupSpec.Notices;
import io.drover.rules.facts.InterruptionFact;
import io.drover.rules.facts.InterruptionFact.Kind;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.ProviderName;
import io.drover.rules.facts.WorldBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the shipped rules make of announcements that machines will be taken away. */
class NoticesTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private final OfferingFact cheap = anOffering("cheap").spot().costing("0.01").build();
  private final OfferingFact other = anOffering("other").spot().costing("0.0115").build();
  private final OfferingFact dear = anOffering("dear").costing("0.05").build();
  private Instant now = NOON;
  private Remembered remembered = Remembered.NOTHING;

  private Thinking think(WorldBuilder world, InterruptionFact... notices) {
    Thinking thinking =
        new Thinking(
            new Planner(Shipped.POLICIES)
                .plan(
                    new Question(
                        "plan-1",
                        now,
                        world.build(),
                        Map.of(new ProviderName("sim"), List.of(cheap, other, dear)),
                        Measured.NOTHING,
                        List.of(notices),
                        false,
                        remembered)));
    remembered = thinking.thought().remembered();
    return thinking;
  }

  private static List<String> removed(Thinking thinking) {
    return thinking.thought().plan().actions().stream()
        .map(Planned::action)
        .filter(Action.RemoveNode.class::isInstance)
        .map(Action.RemoveNode.class::cast)
        .map(removal -> removal.node() + " " + removal.reason() + " " + removal.interrupted())
        .toList();
  }

  private static InterruptionFact notice(String node, Kind kind) {
    return new InterruptionFact("sim://" + node, kind, null, NOON);
  }

  private static InterruptionFact[] notices(Kind kind, int count) {
    return IntStream.range(0, count)
        .mapToObj(n -> notice("n" + n, kind))
        .toArray(InterruptionFact[]::new);
  }

  private WorldBuilder ten(GroupBuilder group) {
    WorldBuilder world = aWorld().with(group.sized(10, 20));
    IntStream.range(0, 10)
        .mapToObj(n -> "n" + n)
        .forEach(name -> world.with(aNode(name), aManagedNode(name).of(cheap)));
    return world;
  }

  private static GroupBuilder following(double stormShare) {
    return aGroup("general").announced(new Notices(true, true, stormShare, 3));
  }

  @Test
  void anInterruptionDrainsAtOnceUnlessItsGroupLetsItCome() {
    assertThat(removed(think(ten(aGroup("general")), notice("n1", Kind.INTERRUPTION))))
        .containsExactly("n1 NODE_INTERRUPTED true");

    GroupBuilder patient = aGroup("general").announced(new Notices(false, false, 0.3, 3));
    assertThat(removed(think(ten(patient), notice("n1", Kind.INTERRUPTION)))).isEmpty();
  }

  @Test
  void aRecommendationIsFollowedOnlyWhereItsGroupWantsItAndMayBeGivenUp() {
    InterruptionFact recommended = notice("n1", Kind.REBALANCE_RECOMMENDATION);

    assertThat(removed(think(ten(aGroup("general")), recommended))).isEmpty();
    assertThat(removed(think(ten(following(0.3)), recommended)))
        .containsExactly("n1 REBALANCE_RECOMMENDED false");
  }

  @Test
  void inAStormInterruptionsAreFollowedAndRecommendationsAreNot() {
    assertThat(removed(think(ten(following(0.3)), notices(Kind.REBALANCE_RECOMMENDATION, 3))))
        .hasSize(3);
    assertThat(removed(think(ten(following(0.3)), notices(Kind.REBALANCE_RECOMMENDATION, 4))))
        .isEmpty();
    assertThat(removed(think(ten(following(0.3)), notices(Kind.INTERRUPTION, 10)))).hasSize(10);
  }

  @Test
  void anOfferingThatWasInterruptedIsBoughtAfterOthersOfNearlyItsPriceForAnHour() {
    WorldBuilder interrupted = ten(aGroup("general"));
    WorldBuilder short1 = aWorld().with(aGroup("general").sized(1, 5));

    assertThat(think(short1).bought()).containsExactly("cheap GROUP_BELOW_MINIMUM");
    think(interrupted, notice("n1", Kind.INTERRUPTION));
    now = NOON.plus(Duration.ofMinutes(59));
    Thinking within = think(short1);
    assertThat(within.bought()).containsExactly("other GROUP_BELOW_MINIMUM");
    assertThat(within.thought().nextWake()).isEqualTo(NOON.plus(Duration.ofHours(1)));
    now = NOON.plus(Duration.ofMinutes(60));
    assertThat(think(short1).bought()).containsExactly("cheap GROUP_BELOW_MINIMUM");
  }

  @Test
  void anOfferingInAStormIsBoughtLast() {
    think(ten(aGroup("general")), notices(Kind.INTERRUPTION, 3));

    assertThat(
            Stream.of(cheap, other)
                .map(
                    offering ->
                        remembered.interruptions().stream()
                            .filter(past -> past.offering().equals(offering.id()))
                            .count()))
        .containsExactly(3L, 0L);
    assertThat(
            think(aWorld().with(aGroup("general").sized(1, 5).allowing(only("cheap", "dear"))))
                .bought())
        .containsExactly("dear GROUP_BELOW_MINIMUM");
    assertThat(think(aWorld().with(aGroup("general").sized(1, 5).allowing(only("cheap")))).bought())
        .as("better than nothing")
        .containsExactly("cheap GROUP_BELOW_MINIMUM");
  }

  private static Choice only(String... types) {
    return new Choice(List.of(types), List.of(), List.of(), List.of());
  }

  @Test
  void eachInterruptionCountsOnceAndARecommendationNotAtAll() {
    WorldBuilder world = ten(aGroup("general"));

    think(world, notice("n1", Kind.INTERRUPTION), notice("n2", Kind.REBALANCE_RECOMMENDATION));
    think(world, notice("n1", Kind.INTERRUPTION), notice("n2", Kind.REBALANCE_RECOMMENDATION));
    think(world, notice("nobody", Kind.INTERRUPTION));

    assertThat(remembered.interruptions())
        .containsExactly(new PastInterruption("sim://n1", cheap.id(), NOON));
  }
}
