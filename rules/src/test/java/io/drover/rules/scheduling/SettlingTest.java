package io.drover.rules.scheduling;

import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.WorldBuilder.in;
import static io.drover.rules.scheduling.SmallMarket.ZONE;
import static io.drover.rules.scheduling.SmallMarket.placed;
import static io.drover.rules.scheduling.SmallMarket.zones;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.Budget;
import io.drover.rules.facts.LabelSelector;
import io.drover.rules.facts.PodBuilder;
import io.drover.rules.facts.SpreadConstraint;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SettlingTest {
  private final SmallMarket market = new SmallMarket();

  private static PodBuilder spread(String name) {
    return spread(name, true);
  }

  private static PodBuilder spread(String name, boolean honorsAffinity) {
    LabelSelector own = new LabelSelector(List.of(in("app", "web")));
    return aPod(name)
        .asking("1500m", "1Gi")
        .labelled("app", "web")
        .spreading(new SpreadConstraint(ZONE, 1, 1, own, honorsAffinity, false));
  }

  /** Counts zones to which it may not go. */
  private static PodBuilder choosing(String name) {
    return spread(name, false).selecting("drover.dev/node-group", "any");
  }

  private static PodBuilder bound(String name) {
    return aPod(name).asking("1500m", "1Gi").selecting(ZONE, "a");
  }

  private Packed settled() {
    return new Settling(
            SmallMarket.model(), market.pods, market.offers, market.room, Budget.UNLIMITED)
        .settled(market.packed());
  }

  @Test
  void whoWasNotJudgedAgainstALateZoneIsPackedAgain() {
    market
        .group("any", 0, 10, "0.1", "b", "c")
        .group("late", 0, 10, "0.1", "a")
        .buying("any", "b", spread("web-1"))
        .buying("any", "c", spread("web-2"))
        .buying("any", "b", spread("web-3"))
        .buying("any", "c", spread("web-4"))
        .buying("late", "a", bound("bound"));

    Packed settled = settled();

    assertThat(placed(settled)).containsExactly("bound", "web-1", "web-2", "web-3", "web-4");
    assertThat(zones(settled).stream().filter("a"::equals)).hasSize(2);
    assertThat(settled.unplaced()).isEmpty();
  }

  @Test
  void nothingIsBoughtForWhoHasNoPlaceThen() {
    market
        .group("any", 0, 10, "0.1", "b", "c")
        .group("late", 0, 10, "0.1", "a")
        .buying("any", "b", choosing("web-1"))
        .buying("any", "c", choosing("web-2"))
        .buying("any", "b", choosing("web-3"))
        .buying("late", "a", bound("bound"));

    Packed settled = settled();

    assertThat(zones(settled)).containsExactly("a", "b", "c");
    assertThat(settled.unplaced()).hasSize(1);
    assertThat(settled.unplaced().getFirst().refusals())
        .extracting(refused -> refused.why().cause())
        .containsExactly(
            WhyNot.Cause.TOPOLOGY_SPREAD,
            WhyNot.Cause.TOPOLOGY_SPREAD,
            WhyNot.Cause.NODE_SELECTOR_MISMATCH);
  }

  @Test
  void aPackingThatHoldsStaysAsItIs() {
    market
        .group("any", 0, 10, "0.1", "a", "b")
        .buying("any", "a", spread("web-1"))
        .buying("any", "b", spread("web-2"));

    assertThat(settled()).isEqualTo(market.packed());
  }
}
