package io.drover.rules.plan;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.ManagedNodeBuilder.aManagedNode;
import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.ClusterSettings;
import io.drover.rules.facts.Freeze;
import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.NodeStats;
import io.drover.rules.facts.Price;
import io.drover.rules.facts.ScaleDownTerms;
import io.drover.rules.facts.TimeWindow;
import io.drover.rules.facts.WorldBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TermsTest {
  /** A Friday. */
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private static final Duration HOUR = Duration.ofHours(1);
  private static final GroupSpec.Terms NONE = GroupSpec.Terms.NONE;

  private final Notes notes = new Notes();

  private static GroupSpec.Terms hours(String... windows) {
    return new GroupSpec.Terms(
        NONE.minNodeAge(),
        List.of(windows).stream().map(TimeWindow::parse).toList(),
        NONE.minSaving(),
        NONE.hysteresis(),
        NONE.maxUsage(),
        null,
        false);
  }

  private static GroupSpec.Terms ages(Duration youngest, @Nullable Duration oldest) {
    return new GroupSpec.Terms(youngest, List.of(), Price.ZERO, 0, 0.8, oldest, false);
  }

  private static WorldBuilder asking(GroupSpec.Terms terms) {
    return aWorld()
        .with(
            aGroup("general")
                .scalingDown(
                    new GroupSpec.ScaleDown(
                        true,
                        0.5,
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(10),
                        terms,
                        GroupSpec.Consolidation.NONE,
                        null)));
  }

  private static WorldBuilder hourOld(GroupSpec.Terms terms) {
    return asking(terms).with(aManagedNode("a"), aNode("a").createdAt(NOON.minus(HOUR)));
  }

  private List<NodeStats> stats(WorldBuilder world, Freeze... freezes) {
    Question question =
        new Question(
            "plan-1",
            NOON,
            world.build(),
            Map.of(),
            Measured.NOTHING,
            List.of(),
            false,
            Remembered.NOTHING,
            new ClusterSettings(-10, Set.of(), Duration.ZERO, Set.of(), List.of(freezes)));
    List<NodeStats> stats =
        new Candidates(question, notes, new Expendables(question, notes), Map.of())
            .without(Set.of()).stream().map(Candidate::stats).toList();
    woken = notes.thought(question, "v").nextWake();
    return stats;
  }

  private @Nullable Instant woken;

  @Test
  void nothingIsAskedWhereNothingIsSet() {
    NodeStats node = stats(hourOld(NONE)).getFirst();

    assertThat(node.terms()).isEqualTo(ScaleDownTerms.NONE);
    assertThat(node.lifetime()).isEqualTo(NodeStats.NEVER);
    assertThat(node.candidateFor()).isZero();
    assertThat(woken).isNull();
  }

  @Test
  void aNodeMayGoWithinAnyOfTheHours() {
    String night = "22:00-06:00 UTC";
    assertThat(stats(hourOld(hours(night))).getFirst().terms().withinHours()).isFalse();
    assertThat(woken).isEqualTo(Instant.parse("2026-11-20T22:00:00Z"));

    assertThat(stats(hourOld(hours(night, "Fri 11:00-13:00"))).getFirst().terms().withinHours())
        .isTrue();
    assertThat(woken).isEqualTo(Instant.parse("2026-11-20T13:00:00Z"));
  }

  @Test
  void aFreezeHoldsFromItsBeginningToItsEnd() {
    Instant later = NOON.plus(HOUR);
    Freeze coming = new Freeze(later, later.plus(HOUR), "Later");
    Freeze over = new Freeze(NOON.minus(HOUR), NOON, "Over");

    assertThat(stats(hourOld(NONE), over, coming).getFirst().terms().freeze()).isEmpty();
    assertThat(woken).isEqualTo(later);

    Instant soon = NOON.plusSeconds(1);
    assertThat(stats(hourOld(NONE), new Freeze(NOON, soon, "Now"), coming).getFirst().terms())
        .extracting(ScaleDownTerms::freeze)
        .isEqualTo("Now");
    assertThat(woken).isEqualTo(soon);
  }

  @Test
  void planningWakesWhenANodeIsOldEnoughToGo() {
    NodeStats node = stats(hourOld(ages(Duration.ofHours(3), null))).getFirst();

    assertThat(node.age()).isEqualTo(HOUR);
    assertThat(node.terms().minNodeAge()).isEqualTo(Duration.ofHours(3));
    assertThat(woken).isEqualTo(NOON.plus(Duration.ofHours(2)));
  }

  @Test
  void nodesExpireUpToATenthSoonerAndEachAlwaysAtTheSameTime() {
    Duration most = Duration.ofHours(1000);
    WorldBuilder world = asking(ages(Duration.ZERO, most));
    IntStream.range(0, 50)
        .mapToObj(n -> "general-" + n)
        .forEach(name -> world.with(aManagedNode(name), aNode(name).createdAt(NOON)));

    List<NodeStats> nodes = stats(world);

    assertThat(nodes)
        .extracting(NodeStats::lifetime)
        .allSatisfy(lifetime -> assertThat(lifetime).isBetween(Duration.ofHours(900), most));
    assertThat(new HashSet<>(nodes.stream().map(NodeStats::lifetime).toList()))
        .hasSizeGreaterThan(40);
    assertThat(stats(world)).isEqualTo(nodes);
    assertThat(woken)
        .isEqualTo(
            NOON.plus(nodes.stream().map(NodeStats::lifetime).sorted().findFirst().orElseThrow()));
  }

  @Test
  void theThresholdOfACandidateIsHigherByTheHysteresis() {
    GroupSpec.Terms terms =
        new GroupSpec.Terms(Duration.ZERO, List.of(), Price.ZERO, 0.1, 0.8, null, false);
    WorldBuilder world =
        asking(terms)
            .with(aManagedNode("a"), aNode("a").candidateSince(NOON.minus(HOUR)))
            .with(aManagedNode("b"), aNode("b"));

    List<NodeStats> nodes = stats(world);

    assertThat(nodes).extracting(NodeStats::candidateFor).containsExactly(HOUR, Duration.ZERO);
    assertThat(nodes).extracting(NodeStats::bound).containsExactly(0.6, 0.5);
  }

  @Test
  void aNodeHasDriftedThatItsGroupWouldNotBuyLikeThis() {
    GroupSpec.Choice onlyLarge =
        new GroupSpec.Choice(List.of("large"), List.of(), List.of(), List.of());
    WorldBuilder nodes =
        aWorld()
            .with(aManagedNode("a"), aNode("a").labelled("tier", "web"))
            .with(aManagedNode("b"), aNode("b").labelled("tier", "db"))
            .with(aManagedNode("c"), aNode("c"));

    assertThat(stats(nodes.with(aGroup("general"))))
        .extracting(NodeStats::drifted)
        .containsExactly(false, false, false);
    assertThat(stats(nodes.with(aGroup("general").labelled("tier", "web"))))
        .extracting(NodeStats::drifted)
        .containsExactly(false, true, true);
    assertThat(stats(nodes.with(aGroup("general").allowing(onlyLarge))))
        .extracting(NodeStats::drifted)
        .containsExactly(true, true, true);
  }

  @Test
  void aNodeOfAnotherClockIsNotYoungerThanNothing() {
    WorldBuilder world =
        asking(NONE).with(aManagedNode("a"), aNode("a").createdAt(NOON.plus(HOUR)));

    assertThat(stats(world).getFirst().age()).isZero();
  }
}
