package io.drover.rules.plan;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.Price;
import io.drover.rules.facts.WorldBuilder;
import org.junit.jupiter.api.Test;

/** Rules may call offerings dearer, or have them left out. */
class OfferingPoliciesTest {
  private final OfferingFact small = anOffering("small").costing("0.04").build();
  private final OfferingFact other = anOffering("other").costing("0.05").build();
  private final AdvisingScaling rules = new AdvisingScaling();
  private final WorldBuilder onePod = aWorld().with(aGroup("general")).with(aPod("web-1"));
  private final WorldBuilder onlyMin = aWorld().with(aGroup("general").sized(1, 10));

  private Thinking think(WorldBuilder world) {
    return Thinking.by(rules, world, small, other);
  }

  @Test
  void theCheapestIsBoughtWhileItsSurchargeKeepsItCheapest() {
    rules.dearer(small, 20);

    assertThat(think(onePod).bought()).containsExactly("small PODS_UNSCHEDULABLE");
    assertThat(think(onlyMin).bought()).containsExactly("small GROUP_BELOW_MINIMUM");
  }

  @Test
  void surchargesAddUp() {
    rules.dearer(small, 20).dearer(small, 10);

    assertThat(think(onePod).bought()).containsExactly("other PODS_UNSCHEDULABLE");
    assertThat(think(onlyMin).bought()).containsExactly("other GROUP_BELOW_MINIMUM");
  }

  @Test
  void surchargesAreBoundedOnBothSides() {
    rules.dearer(small, Integer.MAX_VALUE).dearer(small, Integer.MAX_VALUE).dearer(other, -100);
    OfferingFact ten = anOffering("ten").costing("0.43").build();
    OfferingFact eleven = anOffering("eleven").costing("0.45").build();

    assertThat(Thinking.by(rules, onePod, small, other).bought())
        .containsExactly("other PODS_UNSCHEDULABLE");
    assertThat(Thinking.by(rules, onePod, small, ten).bought())
        .containsExactly("ten PODS_UNSCHEDULABLE");
    assertThat(Thinking.by(rules, onePod, small, eleven).bought())
        .containsExactly("small PODS_UNSCHEDULABLE");
  }

  @Test
  void ofOfferingsWithoutAPriceTheOneWithoutASurchargeGoesFirst() {
    OfferingFact one = anOffering("a").costing("0").build();
    OfferingFact two = anOffering("b").costing("0").build();
    rules.dearer(one, 50);

    assertThat(Thinking.by(rules, onlyMin, one, two).bought())
        .containsExactly("b GROUP_BELOW_MINIMUM");
  }

  @Test
  void noLimitCountsASurcharge() {
    rules.dearer(small, 100);
    WorldBuilder limited =
        aWorld().with(aGroup("general").limitedTo(Price.perHour("0.045"))).with(aPod("web-1"));

    Thinking thinking = think(limited);

    assertThat(thinking.bought()).containsExactly("small PODS_UNSCHEDULABLE");
    assertThat(thinking.thought().plan().actions().getFirst().action())
        .extracting("price")
        .isEqualTo(small.price());
  }

  @Test
  void whatIsAvoidedIsLeftOutAndTold() {
    rules.avoiding(small);

    Thinking thinking = think(onePod);

    assertThat(thinking.bought()).containsExactly("other PODS_UNSCHEDULABLE");
    assertThat(think(onlyMin).bought()).containsExactly("other GROUP_BELOW_MINIMUM");
    assertThat(thinking.told())
        .containsExactly(
            "group general small/z1/on-demand: NO_CAPACITY avoided by a rule: It is avoided");
  }

  @Test
  void nothingIsBoughtWhereAllIsAvoided() {
    rules.avoiding(small).avoiding(other).atLeast(3);

    assertThat(think(onePod).bought()).isEmpty();
    assertThat(think(onePod).told())
        .anyMatch(line -> line.startsWith("pod default/web-1: NO_GROUP_FITS"))
        .contains("group general: NO_GROUP_FITS filling up to min 3: no offering can be had now");
  }

  @Test
  void ofOtherGroupsNothingIsSaid() {
    rules.avoiding(small);

    assertThat(think(aWorld().with(aGroup("batch")).with(aPod("web-1"))).bought())
        .containsExactly("small PODS_UNSCHEDULABLE");
  }
}
