package io.drover.rules.plan;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.ManagedNodeBuilder.aManagedNode;
import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.ManagedNodeBuilder;
import io.drover.rules.facts.ManagedNodeFact.Phase;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.PodBuilder;
import io.drover.rules.facts.WorldBuilder;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Room on what is there or on its way, before more is bought. */
class HousingTest {
  /** 1900m are for pods. */
  private final OfferingFact small = anOffering("small").build();

  private final OfferingFact large = anOffering("large").costing("0.09").with("4", "8Gi").build();

  /** Two nodes hold the four if each has a small and a large one. */
  private final PodBuilder one = pod("web-1", "900m");

  private final PodBuilder two = pod("web-2", "900m");
  private final PodBuilder three = pod("web-3", "1");
  private final PodBuilder four = pod("web-4", "1");

  private Thinking think(WorldBuilder world) {
    return Thinking.by(new PlainScaling(), world, small, large);
  }

  private static PodBuilder pod(String name, String cpu) {
    return aPod(name).asking(cpu, "100Mi");
  }

  private static String uid(PodBuilder pod) {
    return pod.build().identity().uid();
  }

  private static ManagedNodeBuilder onItsWay(String name, PodBuilder... pods) {
    String[] uids = Arrays.stream(pods).map(HousingTest::uid).toArray(String[]::new);
    return aManagedNode(name).intended().boughtFor(Thinking.NOW, uids);
  }

  /** Pods that have a place, and where. */
  private static Map<String, String> places(Thinking thinking) {
    return thinking.thought().plan().rejections().stream()
        .filter(
            one ->
                one.reason() == Reason.POD_FITS_NODE_ON_ITS_WAY
                    || one.reason() == Reason.POD_FITS_EXISTING_NODE)
        .collect(
            Collectors.toMap(one -> one.subject().replaceFirst(".*/", ""), Rejection::alternative));
  }

  @Test
  void buysNothingMoreWhileWhatWasBoughtForThePodsComesThoughOnlyOneOrderFillsIt() {
    Thinking thinking =
        think(
            aWorld()
                .with(aGroup("general"))
                .with(onItsWay("a", one, three), onItsWay("b", two, four))
                .with(one, two, three, four));

    assertThat(thinking.bought()).isEmpty();
    assertThat(places(thinking))
        .isEqualTo(
            Map.of(
                "web-1", "on its way: a",
                "web-2", "on its way: b",
                "web-3", "on its way: a",
                "web-4", "on its way: b"));
  }

  @Test
  void letsOthersOfTheirKindsFollowThoseThatARecordRemembers() {
    WorldBuilder world = aWorld().with(aGroup("general"));
    for (int i = 0; i < 4; i++) {
      world.with(pod("light-" + i, "450m"), pod("weighty-" + i, "500m"));
    }
    world.with(
        onItsWay("a", pod("light-0", "450m"), pod("weighty-0", "500m")),
        onItsWay("b", pod("light-1", "450m"), pod("weighty-1", "500m")));

    assertThat(think(world).bought()).isEmpty();
  }

  @Test
  void remembersItStillWhenTheNodesServeAndTheSchedulerHasNotComeToAllPodsYet() {
    Thinking thinking =
        think(
            aWorld()
                .with(aGroup("general"))
                .with(
                    aManagedNode("a")
                        .in(Phase.READY, Thinking.NOW)
                        .boughtFor(Thinking.NOW, uid(one), uid(three)),
                    aManagedNode("b")
                        .in(Phase.READY, Thinking.NOW)
                        .boughtFor(Thinking.NOW, uid(two), uid(four)))
                .with(aNode("a").with("1900m", "3Gi"), aNode("b").with("1900m", "3Gi"))
                .with(one, two, three, four));

    assertThat(thinking.bought()).isEmpty();
  }

  @Test
  void buysForWhoeverIsNewAndNotForThoseWhoseNodesCome() {
    PodBuilder fresh = pod("a-new-one", "1500m");

    Thinking thinking =
        think(aWorld().with(aGroup("general")).with(onItsWay("a", one)).with(one, fresh));

    assertThat(places(thinking)).containsOnlyKeys("web-1");
    assertThat(thinking.acts(Action.BuyNode.class))
        .singleElement()
        .satisfies(buy -> assertThat(buy.pods()).containsExactly(fresh.build().podKey()));
  }

  @Test
  void takesARoomThatIsThereNowWhereThatLeavesFewerWithoutOne() {
    PodBuilder fresh = pod("web-2", "3900m");
    PodBuilder huge = pod("web-3", "64");

    Thinking thinking =
        think(
            aWorld()
                .with(aGroup("general"))
                .with(onItsWay("a", one).of(large), aManagedNode("s"))
                .with(aNode("s"))
                .with(one, fresh, huge));

    assertThat(thinking.bought()).isEmpty();
    assertThat(places(thinking)).isEqualTo(Map.of("web-1", "s", "web-2", "on its way: a"));
  }

  @Test
  void hasExpendablePodsMakeWayInEachOrder() {
    PodBuilder first = pod("web-1", "1500m");
    PodBuilder second = pod("web-2", "1500m");
    PodBuilder huge = pod("web-3", "64");

    Thinking thinking =
        think(
            aWorld()
                .with(aGroup("general"))
                .with(onItsWay("a", second), aManagedNode("s"))
                .with(aNode("s").with("1900m", "3Gi"))
                .with(pod("idle", "1").priority(-20).on("s"))
                .with(first, second, huge));

    assertThat(thinking.bought()).isEmpty();
    assertThat(places(thinking)).isEqualTo(Map.of("web-1", "s", "web-2", "on its way: a"));
  }
}
