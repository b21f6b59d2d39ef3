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
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.PodBuilder;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.Resources;
import io.drover.rules.facts.Taint;
import io.drover.rules.facts.UselessNodes;
import io.drover.rules.facts.WorldBuilder;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nodes that pods wait beside although they were bought for them. */
class DisappointmentsTest {
  private static final Instant BOUGHT = Instant.EPOCH.plusSeconds(60);
  private static final OfferingFact SMALL = anOffering("small").costing("0.04").build();
  private static final OfferingFact LARGE =
      anOffering("large").costing("0.09").with("4", "8Gi").build();

  private static Thinking think(WorldBuilder world) {
    return Thinking.by(new PlainScaling(), world, SMALL, LARGE);
  }

  /** Whose node {@code n} was bought for the first pod of {@code web} and serves. */
  private static WorldBuilder world(GroupBuilder group, NodeBuilder node, PodBuilder... pods) {
    PodFact first = pods[0].build();
    WorldBuilder world =
        aWorld()
            .with(group)
            .with(aManagedNode("n").of(SMALL).boughtFor(BOUGHT, first.identity().uid()))
            .with(node);
    for (PodBuilder pod : pods) {
      world.with(pod);
    }
    return world;
  }

  private static NodeBuilder tainted() {
    return aNode("n").tainted("example.com/scan", "", Taint.Effect.NO_SCHEDULE);
  }

  private static UselessNodes counted() {
    return new UselessNodes(1, List.of("managed-n"), BOUGHT, null);
  }

  @Test
  void areNoReasonForAnotherWhereATaintThatTheGroupDoesNotSayKeepsThePodsOff() {
    Thinking thinking = think(world(aGroup("general"), tainted(), aPod("web-1"), aPod("web-2")));

    assertThat(thinking.bought()).isEmpty();
    assertThat(thinking.told())
        .contains(
            "pod default/web-1 general "
                + SMALL.id()
                + ": NODES_DO_NOT_HELP n was bought for such pods and does not take it: "
                + "node(s) had untolerated taint(s) {example.com/scan: }");
  }

  @Test
  void areNoReasonForAnotherForAnyPodsThatTheTaintKeepsOff() {
    PodBuilder other = aPod("api-1").asking("700m", "1Gi");
    PodBuilder tolerant = aPod("scan-1").asking("1900m", "1Gi").tolerating("example.com/scan");

    assertThat(think(world(aGroup("general"), tainted(), aPod("web-1"), other)).bought()).isEmpty();
    assertThat(
            think(
                    world(
                        aGroup("general"),
                        tainted(),
                        aPod("web-1"),
                        tolerant,
                        aPod("scan-2").asking("1900m", "1Gi").tolerating("example.com/scan")))
                .bought())
        .containsExactly("small PODS_UNSCHEDULABLE");
  }

  @Test
  void areNoReasonAgainstANodeOnceTheirPodsAreWithdrawn() {
    WorldBuilder world =
        aWorld()
            .with(aGroup("general"))
            .with(aManagedNode("n").of(SMALL).boughtFor(BOUGHT, "somebody-who-left"))
            .with(tainted())
            .with(aPod("web-1"));

    assertThat(think(world).bought()).containsExactly("small PODS_UNSCHEDULABLE");
  }

  @Test
  void areNoReasonAgainstOtherOfferingsNorForOtherPodsWhereTheNodeIsOnlyTooSmall() {
    PodBuilder other = aPod("api-1").asking("1", "1Gi");
    NodeBuilder lessThanSaid = aNode("n").allocatable(Resources.of(10, 1L << 30, 110));

    assertThat(think(world(aGroup("general"), lessThanSaid, aPod("web-1"))).bought())
        .containsExactly("large PODS_UNSCHEDULABLE");
    assertThat(think(world(aGroup("general"), lessThanSaid, aPod("web-1"), other)).bought())
        .containsExactlyInAnyOrder("large PODS_UNSCHEDULABLE", "small PODS_UNSCHEDULABLE");
  }

  @Test
  void areNoReasonAgainstOtherGroups() {
    WorldBuilder world = world(aGroup("general"), tainted(), aPod("web-1")).with(aGroup("spare"));

    assertThat(think(world).thought().plan().actions())
        .filteredOn(planned -> planned.action() instanceof Action.BuyNode)
        .extracting(planned -> planned.action().group().value())
        .containsExactly("spare");
  }

  @Test
  void areNotAtTheFaultOfWhoeverCordonsThem() {
    assertThat(think(world(aGroup("general"), aNode("n").cordoned(), aPod("web-1"))).bought())
        .containsExactly("small PODS_UNSCHEDULABLE");
  }

  @Test
  void areBelievedInUntilTheSchedulerHasHadItsTime() {
    Thinking before = think(world(aGroup("general"), aNode("n"), aPod("web-1")));
    Thinking after =
        think(world(aGroup("general").buyingUselessNodes(counted()), aNode("n"), aPod("web-1")));

    assertThat(before.told()).anyMatch(text -> text.contains("POD_FITS_EXISTING_NODE"));
    assertThat(after.told())
        .anyMatch(text -> text.contains("NODES_DO_NOT_HELP n was bought for such pods"))
        .noneMatch(text -> text.contains("POD_FITS_EXISTING_NODE"));
    assertThat(after.bought()).isEmpty();
  }

  @Test
  void haveTheirGroupBuyNothingAfterThreeInARowAndThenOneAtATime() {
    Instant until = Thinking.NOW.plusSeconds(60);
    UselessNodes held = new UselessNodes(3, List.of("a", "b", "c"), BOUGHT, until);
    UselessNodes over = new UselessNodes(3, List.of("a", "b", "c"), BOUGHT, Thinking.NOW);
    PodBuilder[] pods = {
      aPod("web-1").asking("1500m", "1Gi"), aPod("web-2").asking("1500m", "1Gi")
    };

    Thinking waiting = think(aWorld().with(aGroup("general").buyingUselessNodes(held)).with(pods));
    assertThat(waiting.bought()).isEmpty();
    assertThat(waiting.thought().nextWake()).isEqualTo(until);
    assertThat(waiting.told())
        .anyMatch(
            text ->
                text.startsWith(
                    "group general: NODES_DO_NOT_HELP 3 nodes in a row ran none of the"));
    assertThat(think(aWorld().with(aGroup("general").buyingUselessNodes(over)).with(pods)).bought())
        .hasSize(1);
  }

  @Test
  void areTriedOneAfterTheOtherNotBesideOneThatIsNotProven() {
    UselessNodes over = new UselessNodes(3, List.of("a", "b", "c"), Instant.EPOCH, Thinking.NOW);
    PodBuilder one = aPod("api-1").asking("1500m", "1Gi").tolerating("example.com/scan");
    PodBuilder more = aPod("api-2").asking("1500m", "1Gi").tolerating("example.com/scan");
    GroupBuilder trying = aGroup("general").buyingUselessNodes(over);

    assertThat(think(world(trying, tainted(), aPod("web-1"), one, more)).bought()).isEmpty();
  }
}
