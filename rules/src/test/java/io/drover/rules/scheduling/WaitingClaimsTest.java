package io.drover.rules.scheduling;

import static io.drover.rules.facts.ClaimBuilder.aClaim;
import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.StorageFacts.aClass;
import static io.drover.rules.facts.StorageFacts.aWaitingClass;
import static io.drover.rules.facts.VolumeBuilder.aVolume;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static io.drover.rules.facts.WorldBuilder.in;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.AccessMode;
import io.drover.rules.facts.AffinityTerm;
import io.drover.rules.facts.LabelSelector;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.StorageClassFact.Binding;
import io.drover.rules.facts.WorldBuilder;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What one planned pod settles for the claims of others. */
final class WaitingClaimsTest {
  private static final WhyNot NO_VOLUME =
      new WhyNot(
          WhyNot.Cause.VOLUME_NOT_BINDABLE,
          "node(s) didn't find available persistent volumes to bind");

  private static WorldBuilder world() {
    return aWorld()
        .with(aNode("a").inZone("z-1"), aNode("b").inZone("z-1"), aNode("c").inZone("z-2"))
        .with(
            aWaitingClass("fast"),
            aClass("static", "kubernetes.io/no-provisioner", Binding.WAIT_FOR_FIRST_CONSUMER));
  }

  private static ClusterModel modelOf(WorldBuilder world) {
    return new ClusterModel(world.build());
  }

  private static PodFact mounting(String pod, String claim) {
    return aPod(pod).mounting(claim).build();
  }

  @Test
  void putsAllPodsOfAClaimWhereTheFirstHasItsVolumeMade() {
    ClusterModel model = modelOf(world().with(aClaim("shared").of("fast")));
    model.place(mounting("first", "shared"), name -> name.equals("b"));

    assertThat(model.refusals(mounting("second", "shared")))
        .containsOnlyKeys("a", "c")
        .containsEntry("a", NO_VOLUME);
    assertThat(model.place(mounting("second", "shared"), any -> true)).contains("b");
  }

  @Test
  void putsAllPodsOfAClaimWhereTheVolumeOfTheFirstCanBeReached() {
    ClusterModel model =
        modelOf(
            world()
                .with(aClaim("shared").of("fast").modes(AccessMode.READ_WRITE_MANY))
                .with(
                    aVolume("v")
                        .of("fast")
                        .modes(AccessMode.READ_WRITE_MANY)
                        .reachedBy(in("topology.kubernetes.io/zone", "z-1"))));
    model.place(mounting("first", "shared"), name -> name.equals("b"));

    assertThat(model.refusals(mounting("second", "shared")))
        .containsOnlyKeys("c")
        .containsEntry("c", NO_VOLUME);
  }

  @Test
  void givesAVolumeToOneClaimOnly() {
    ClusterModel model =
        modelOf(
            world()
                .with(aClaim("one").of("static"), aClaim("other").of("static"))
                .with(aVolume("v").of("static")));
    model.place(mounting("first", "one"), any -> true);

    assertThat(model.place(mounting("second", "other"), any -> true)).isEmpty();
    assertThat(model.refusals(mounting("second", "other"))).containsEntry("b", NO_VOLUME);
  }

  @Test
  void forgetsWhatIsSettledWithTheLastPodOfAClaim() {
    ClusterModel model = modelOf(world().with(aClaim("shared").of("fast")));
    model.place(mounting("first", "shared"), name -> name.equals("b"));
    model.place(mounting("second", "shared"), any -> true);

    model.remove(mounting("first", "shared"));
    assertThat(model.refusals(mounting("third", "shared"))).containsOnlyKeys("a", "c");

    model.remove(mounting("second", "shared"));
    assertThat(model.refusals(mounting("third", "shared"))).isEmpty();
  }

  @Test
  void undoesWhatATrialHasSettled() {
    ClusterModel model = modelOf(world().with(aClaim("shared").of("fast")));
    model.fork();
    model.place(mounting("first", "shared"), name -> name.equals("b"));
    model.fork();
    model.remove(mounting("first", "shared"));
    model.revert();
    assertThat(model.refusals(mounting("second", "shared"))).containsOnlyKeys("a", "c");

    model.revert();

    assertThat(model.refusals(mounting("second", "shared"))).isEmpty();
  }

  @Test
  void keepsWhatIsSettledWhenPodsAreToldApartAnew() {
    ClusterModel model = modelOf(world().with(aClaim("shared").of("fast")));
    model.place(mounting("first", "shared"), name -> name.equals("b"));
    AffinityTerm term =
        new AffinityTerm(
            "kubernetes.io/hostname",
            Set.of("default"),
            new LabelSelector(List.of(in("none", "none"))),
            new LabelSelector(List.of(in("app", "web"))));
    model.place(aPod("picky").apartFrom(term).build(), any -> true);

    assertThat(model.refusals(mounting("second", "shared"))).containsOnlyKeys("a", "c");
    model.remove(mounting("first", "shared"));
    assertThat(model.refusals(mounting("second", "shared"))).isEmpty();
  }

  @Test
  void findsNoPlaceForAPodWhoseVolumeStaysBehind() {
    PodFact pod = aPod("db").mounting("data").on("c").build();
    ClusterModel model =
        modelOf(
            world()
                .with(aClaim("data").boundTo("v"))
                .with(aVolume("v").reachedBy(in("topology.kubernetes.io/zone", "z-2")))
                .with(pod));
    model.close(new NodeName("c"));
    model.remove(pod);

    assertThat(model.place(pod, any -> true)).isEmpty();
  }
}
