package io.drover.rules.scheduling;

import static io.drover.rules.facts.ClaimBuilder.aClaim;
import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.StorageFacts.aWaitingClass;
import static io.drover.rules.facts.StorageFacts.attaching;
import static io.drover.rules.facts.VolumeBuilder.aVolume;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static io.drover.rules.facts.WorldBuilder.in;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.Budget;
import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.OfferingBuilder;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.Resources;
import io.drover.rules.facts.WorldBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class VolumePackingTest {
  private static final String DRIVERS_ZONE = "topology.csi.example/zone";

  private static Packed pack(WorldBuilder world, List<PodFact> pods, Offer... offers) {
    return Packing.pack(
        new ClusterModel(world.build()),
        pods,
        List.of(offers),
        Map.of(new GroupName("general"), new Room(1000, Resources.NONE, null)),
        Budget.UNLIMITED);
  }

  private static Offer offer(OfferingBuilder offering) {
    return new Offer(
        new GroupName("general"),
        0,
        offering.build(),
        Templates.of(aGroup("general").build(), offering.build(), List.of()));
  }

  @Test
  void buysWhereTheVolumeIsEvenIfItIsDearerThere() {
    WorldBuilder world =
        aWorld()
            .with(aClaim("data").boundTo("v"))
            .with(aVolume("v").reachedBy(in("topology.kubernetes.io/zone", "z2")));

    Packed packed =
        pack(
            world,
            List.of(aPod("db").mounting("data").build()),
            offer(anOffering("small").inZone("z1").costing("0.05")),
            offer(anOffering("small").inZone("z2").costing("0.06")));

    assertThat(packed.nodes())
        .extracting(node -> node.offer().offering().id().zone())
        .containsExactly("z2");
  }

  @Test
  void expectsTheDriversZoneLabelOnNewNodes() {
    WorldBuilder world =
        aWorld()
            .with(aNode("full").with("1m", "1Gi").inZone("z9").labelled(DRIVERS_ZONE, "z9"))
            .with(attaching("full", 10, DRIVERS_ZONE))
            .with(aClaim("data").boundTo("v"))
            .with(aVolume("v").reachedBy(in(DRIVERS_ZONE, "z2")));

    Packed packed =
        pack(
            world,
            List.of(aPod("db").mounting("data").build()),
            offer(anOffering("small").inZone("z1")),
            offer(anOffering("small").inZone("z2")));

    assertThat(packed.nodes())
        .extracting(node -> node.offer().offering().id().zone())
        .containsExactly("z2");
  }

  @Test
  void doesNotTakeALabelForTheZoneThatIsOnceSomethingElse() {
    WorldBuilder world =
        aWorld()
            .with(aNode("a").with("1m", "1Gi").inZone("z9").labelled(DRIVERS_ZONE, "z9"))
            .with(aNode("b").with("1m", "1Gi").inZone("z9").labelled(DRIVERS_ZONE, "rack-1"))
            .with(attaching("a", 10, DRIVERS_ZONE), attaching("b", 10, DRIVERS_ZONE))
            .with(aClaim("data").boundTo("v"))
            .with(aVolume("v").reachedBy(in(DRIVERS_ZONE, "z1")));

    Packed packed =
        pack(world, List.of(aPod("db").mounting("data").build()), offer(anOffering("small")));

    assertThat(packed.nodes()).isEmpty();
    assertThat(packed.unplaced().getFirst().refusals())
        .extracting(refused -> refused.why().cause())
        .containsExactly(WhyNot.Cause.VOLUME_NOT_BINDABLE);
  }

  @Test
  void putsNoMoreVolumesOnANewNodeThanItsTypeTakes() {
    WorldBuilder world =
        aWorld()
            .with(aNode("full").with("1m", "1Gi").of("small"))
            .with(attaching("full", 2))
            .with(aWaitingClass("fast"));
    List<PodFact> pods = new ArrayList<>();
    for (int p = 0; p < 5; p++) {
      world.with(aClaim("c-" + p).of("fast"));
      pods.add(aPod("p-" + p).asking("10m", "16Mi").mounting("c-" + p).build());
    }

    Packed packed = pack(world, pods, offer(anOffering("small")));

    assertThat(packed.nodes())
        .extracting(node -> node.pods().size())
        .containsExactlyInAnyOrder(2, 2, 1);
  }

  @Test
  void doesNotExchangeANodeForACheaperTypeThatTakesFewerVolumes() {
    WorldBuilder world =
        aWorld()
            .with(aNode("full").with("1m", "1Gi").of("small"))
            .with(attaching("full", 1))
            .with(aWaitingClass("fast"))
            .with(aClaim("one").of("fast"), aClaim("two").of("fast"));

    Packed packed =
        pack(
            world,
            List.of(aPod("p").asking("10m", "16Mi").mounting("one").mounting("two").build()),
            offer(anOffering("small").costing("0.01")),
            offer(anOffering("large").with("8", "16Gi").costing("0.20")));

    assertThat(packed.nodes())
        .extracting(node -> node.offer().offering().id().instanceType())
        .containsExactly("large");
  }

  @Test
  void tellsOnceWhatNoNodeCouldMend() {
    Packed packed =
        pack(
            aWorld().with(aClaim("data")),
            List.of(aPod("p").mounting("data").build()),
            offer(anOffering("small")),
            offer(anOffering("large").with("8", "16Gi")));

    assertThat(packed.unplaced().getFirst().refusals())
        .containsExactly(
            new Packed.Refused(
                "",
                new WhyNot(
                    WhyNot.Cause.VOLUME_NOT_BINDABLE,
                    "pod has unbound immediate PersistentVolumeClaims")));
  }
}
