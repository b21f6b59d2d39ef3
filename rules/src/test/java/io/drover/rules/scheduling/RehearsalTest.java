package io.drover.rules.scheduling;

import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.WorldBuilder.in;
import static io.drover.rules.scheduling.SmallMarket.ZONE;
import static io.drover.rules.scheduling.SmallMarket.placed;
import static io.drover.rules.scheduling.SmallMarket.zones;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.AffinityTerm;
import io.drover.rules.facts.Budget;
import io.drover.rules.facts.LabelSelector;
import io.drover.rules.facts.PodBuilder;
import io.drover.rules.facts.Resources;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RehearsalTest {
  private static final int LONG_QUEUE = 75;

  private final SmallMarket market = new SmallMarket();

  private static PodBuilder free(String name) {
    return aPod(name).asking("900m", "1Gi");
  }

  private static PodBuilder bound(String name) {
    return free(name).selecting(ZONE, "a");
  }

  /** As a packing may well have it: who is bound to a zone is apart from who is not. */
  private SmallMarket apart(String there, String elsewhere) {
    return market
        .buying(there, "a", bound("bound-1"), bound("bound-2"))
        .buying(elsewhere, "b", free("free-1"), free("free-2"));
  }

  private Packed improved() {
    return improved(Budget.UNLIMITED);
  }

  private Packed improved(Budget budget) {
    return Rehearsal.improved(
        SmallMarket.model(), market.pods, market.packed(), market.offers, market.room, budget);
  }

  private static Packed.Rehearsed rehearsed(Packed packed) {
    return Objects.requireNonNull(packed.rehearsed());
  }

  @Test
  void buysWhereAllCanRunIfThatCostsNoMore() {
    market.group("any", 0, 10, "0.1", "a", "b");
    apart("any", "any");

    Packed improved = improved();

    assertThat(zones(improved)).containsExactly("a", "a");
    assertThat(placed(improved)).containsExactly("bound-1", "bound-2", "free-1", "free-2");
    assertThat(rehearsed(improved).before()).isPositive();
    assertThat(rehearsed(improved).leftOut()).isZero();
    assertThat(rehearsed(improved).dearerMicros()).isZero();
  }

  @Test
  void leavesAloneWhatLeavesNobodyOut() {
    market
        .group("any", 0, 10, "0.1", "a", "b")
        .buying("any", "a", bound("bound-1"), bound("bound-2"))
        .buying("any", "b", free("free-1").selecting(ZONE, "b"));

    assertThat(improved().nodes()).isEqualTo(market.packed().nodes());
    assertThat(rehearsed(improved()).before()).isZero();
  }

  @Test
  void buysOneMoreWhereNoOtherNodeWouldDo() {
    market
        .group("bound", 0, 3, "0.1", "a")
        .group("full", 0, 1, "0.1", "b")
        .buying("bound", "a", bound("bound-1"), bound("bound-2"))
        .buying("full", "b", free("free-1"), free("free-2"))
        .buying("bound", "a", bound("bound-3"), free("free-3"));

    Packed improved = improved();

    assertThat(rehearsed(improved).leftOut()).isLessThan(rehearsed(improved).before());
    assertThat(placed(improved)).hasSize(6);
  }

  /** Whoever keeps others of its kind off its node finds one more easily among many small ones. */
  @Test
  void buysTwoInPlaceOfOneThatIsTwiceAsLarge() {
    market
        .groupOfCores(
            "any",
            6,
            anOffering("large").with("4", "8Gi").inZone("a").costing("0.2"),
            anOffering("small").with("2", "4Gi").inZone("b").costing("0.1"))
        .buying("any", "a", apart("apart-1"), free("free-1"), free("free-2"), free("free-3"))
        .buying("any", "b", apart("apart-2"), free("free-4"));

    Packed improved = improved();

    assertThat(zones(improved)).containsExactly("b", "b", "b");
    assertThat(placed(improved)).hasSize(6);
    assertThat(rehearsed(improved).leftOut()).isLessThan(rehearsed(improved).before());
  }

  private static PodBuilder apart(String name) {
    LabelSelector none = new LabelSelector(List.of(in("")));
    LabelSelector alike = new LabelSelector(List.of(in("is", "apart")));
    return free(name)
        .labelled("is", "apart")
        .apartFrom(new AffinityTerm(Templates.HOST_NAME, Set.of("default"), none, alike));
  }

  @Test
  void keepsTheRoomOfEachGroup() {
    market.group("any", 0, 1, "0.1", "a").group("other", 0, 1, "0.1", "b");
    apart("any", "other");

    assertThat(zones(improved())).containsExactly("a", "b");
    assertThat(rehearsed(improved()).leftOut()).isPositive();
  }

  @Test
  void buysNothingOfAGroupOfLowerPriorityInstead() {
    market.group("any", 0, 10, "0.1", "a").group("preferred", 1, 10, "0.1", "b");
    apart("any", "preferred");

    assertThat(zones(improved()).stream().filter("a"::equals)).hasSize(1);
  }

  @Test
  void spendsNoMoreThanTheSecondPurchaseWould() {
    market.group("dear", 0, 10, "0.5", "a").group("cheap", 0, 10, "0.1", "b");
    apart("dear", "cheap");

    assertThat(zones(improved()).stream().filter("a"::equals)).hasSize(1);
    assertThat(rehearsed(improved()).dearerMicros()).isLessThanOrEqualTo(200_000);
  }

  @Test
  void aPodThatWasTriedInVainComesLastWhateverItsPriority() {
    market
        .group("any", 0, 1, "0.1", "a")
        .group("other", 0, 1, "0.1", "b")
        .buying("any", "a", bound("bound-1").priority(1_000), bound("bound-2").priority(1_000))
        .buying("other", "b", free("free-1"), free("free-2"));

    assertThat(rehearsed(improved()).leftOut()).isPositive();
  }

  @Test
  void podsThatFitNowhereWaitBesideTheOthers() {
    market.group("any", 0, 10, "0.1", "a", "b");
    apart("any", "any");
    market.pods.add(
        aPod("absurd")
            .asking(Resources.of(Map.of("cpu", Long.MAX_VALUE, "memory", -1L)))
            .priority(Integer.MAX_VALUE)
            .build());
    market.pods.add(aPod("elsewhere").selecting(ZONE, "z").build());
    market.pods.add(aPod("unknown").notSimulated("resourceClaims").build());

    assertThat(placed(improved())).containsExactly("bound-1", "bound-2", "free-1", "free-2");
    assertThat(rehearsed(improved()).leftOut()).isZero();
  }

  @Test
  void stopsAtTheDeadline() {
    market.group("any", 0, 10, "0.1", "a", "b");
    apart("any", "any");

    assertThat(improved(Budget.ofSteps(0)).nodes()).isEqualTo(market.packed().nodes());
  }

  /** Each wants the next one near, so that each round of the scheduler places one of them. */
  @Test
  void givesUpOnPodsThatWaitForEachOther() {
    market.group("any", 0, 1_000, "0.1", "a", "b");
    for (int n = 0; n < LONG_QUEUE; n++) {
      PodBuilder pod = free("p-%02d".formatted(n)).labelled("is", "n" + n);
      market.buying("any", "a", n + 1 == LONG_QUEUE ? pod : pod.near(zoneOf("n" + (n + 1))));
    }

    Packed improved = improved();

    assertThat(improved.nodes()).isEqualTo(market.packed().nodes());
    assertThat(improved.rehearsed()).isNull();
  }

  private static AffinityTerm zoneOf(String who) {
    LabelSelector none = new LabelSelector(List.of(in("")));
    return new AffinityTerm(
        ZONE, Set.of("default"), none, new LabelSelector(List.of(in("is", who))));
  }

  @Test
  void leavesPackingsOfVeryManyNodesAlone() {
    market.group("any", 0, 1_000, "0.1", "a", "b");
    IntStream.range(0, 400).forEach(n -> market.buying("any", "a", bound("bound-" + n)));
    IntStream.range(0, 400).forEach(n -> market.buying("any", "b", free("free-" + n)));

    assertThat(improved()).isEqualTo(market.packed());
  }
}
