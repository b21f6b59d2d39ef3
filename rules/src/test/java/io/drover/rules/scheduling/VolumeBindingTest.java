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
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.drover.rules.facts.AccessMode;
import io.drover.rules.facts.ClaimBuilder;
import io.drover.rules.facts.CsiDriverFact;
import io.drover.rules.facts.FactBuilder;
import io.drover.rules.facts.SelectorTerm;
import io.drover.rules.facts.StorageClassFact;
import io.drover.rules.facts.StorageClassFact.Binding;
import io.drover.rules.facts.VolumeBuilder;
import io.drover.rules.facts.VolumeFact;
import io.drover.rules.facts.WorldBuilder;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class VolumeBindingTest {
  private static final String NO_VOLUME =
      "node(s) didn't find available persistent volumes to bind";
  private static final String WRONG_NODE = "node(s) didn't match PersistentVolume's node affinity";
  private static final String UNBOUND = "pod has unbound immediate PersistentVolumeClaims";
  private static final long GIB = 1L << 30;

  static Stream<Arguments> claims() {
    return Stream.of(
        arguments("bound", data().boundTo("v"), null),
        arguments("bound, the volume elsewhere", data().boundTo("far"), WRONG_NODE),
        arguments("of no class", data(), UNBOUND),
        arguments("of an unknown class", data().of("gone"), UNBOUND),
        arguments("of an immediate class", data().of("now"), UNBOUND),
        arguments("meant for a volume", data().of("fast").meantFor("v"), UNBOUND),
        arguments(
            "of a class that does not say when",
            data().of("vague"),
            "VolumeBindingMode not set for StorageClass \"vague\""),
        arguments(
            "lost",
            data().meantFor("gone").lost(),
            "persistentvolumeclaim \"data\" bound to non-existent persistentvolume \"gone\""),
        arguments(
            "lost, of no volume",
            data().lost(),
            "persistentvolumeclaim \"data\" bound to non-existent persistentvolume \"\""),
        arguments(
            "being deleted",
            data().boundTo("v").deleting(),
            "persistentvolumeclaim \"data\" is being deleted"),
        arguments("waiting", data().of("fast"), null),
        arguments("waiting, of absurd size", data().of("fast").asking(-GIB), null),
        arguments("waiting, to be made here", data().of("fast").forNode("n"), null),
        arguments("waiting, to be made elsewhere", data().of("fast").forNode("m"), NO_VOLUME),
        arguments("waiting, no volumes made in this zone", data().of("in-b"), NO_VOLUME),
        arguments("waiting, no volumes made at all", data().of("static"), NO_VOLUME));
  }

  private static ClaimBuilder data() {
    return aClaim("data");
  }

  private static WorldBuilder world() {
    return aWorld()
        .with(aNode("n").inZone("a"))
        .with(
            aWaitingClass("fast"),
            aWaitingClass("in-b", inZone("b")),
            noProvisioner(),
            aClass("now", "csi.example", Binding.IMMEDIATE),
            new StorageClassFact("vague", "csi.example", null, List.of(), false));
  }

  private static StorageClassFact noProvisioner() {
    return aClass("static", "kubernetes.io/no-provisioner", Binding.WAIT_FOR_FIRST_CONSUMER);
  }

  private static SelectorTerm inZone(String zone) {
    return new SelectorTerm(List.of(in("topology.kubernetes.io/zone", zone)), List.of());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("claims")
  void saysWhatTheSchedulerSaysOfAClaim(String name, ClaimBuilder claim, @Nullable String detail) {
    WhyNot refusal =
        refusal(
            world()
                .with(claim)
                .with(
                    aVolume("v").reachedBy(in("topology.kubernetes.io/zone", "a")),
                    aVolume("far").reachedBy(in("topology.kubernetes.io/zone", "b"))));

    assertThat(refusal)
        .as(name)
        .isEqualTo(detail == null ? null : new WhyNot(WhyNot.Cause.VOLUME_NOT_BINDABLE, detail));
  }

  static Stream<Arguments> volumes() {
    VolumeFact.Supply deleting = new VolumeFact.Supply(Map.of(), false, "", true, true);
    VolumeFact.Supply released = new VolumeFact.Supply(Map.of(), false, "", false, false);
    VolumeFact.Supply block = new VolumeFact.Supply(Map.of(), true, "", true, false);
    VolumeFact.Supply gold = new VolumeFact.Supply(Map.of(), false, "gold", true, false);
    return Stream.of(
        arguments("as large", wanted(), local(), true),
        arguments("a byte too small", wanted(), local().holding(GIB - 1), false),
        arguments("of no size", wanted(), local().holding(null), false),
        arguments("of no size for no size", wanted().asking(null), local().holding(null), true),
        arguments("of another class", wanted(), aVolume("v").of("fast"), false),
        arguments("of no class", wanted(), aVolume("v"), false),
        arguments("of other modes", wanted().modes(AccessMode.READ_WRITE_MANY), local(), false),
        arguments("elsewhere", wanted(), local().reachedBy(in("zone", "x")), false),
        arguments(
            "here", wanted(), local().reachedBy(in("topology.kubernetes.io/zone", "a")), true),
        arguments("being deleted", wanted(), local().supplied(deleting), false),
        arguments("not available", wanted(), local().supplied(released), false),
        arguments("a block device", wanted(), local().supplied(block), false),
        arguments("a block device, wanted", wanted().block(), local().supplied(block), true),
        arguments("of other attributes", wanted(), local().supplied(gold), false),
        arguments("of its attributes", wanted().ofAttributes("gold"), local().supplied(gold), true),
        arguments("without the label", wanted().selecting("disk", "ssd"), local(), false),
        arguments(
            "with the label",
            wanted().selecting("disk", "ssd"),
            local().labelled("disk", "ssd"),
            true),
        arguments("of another claim", wanted(), local().reservedFor("default", "x", null), false),
        arguments(
            "of another namespace's claim",
            wanted(),
            local().reservedFor("other", "data", null),
            false),
        arguments(
            "reserved, though not available",
            wanted().selecting("disk", "ssd").modes(AccessMode.READ_WRITE_MANY),
            local().reservedFor("default", "data", null).supplied(released),
            true),
        arguments(
            "reserved for it by uid",
            wanted(),
            local().reservedFor("default", "data", "claim-data"),
            true),
        arguments(
            "reserved for one of its name that was",
            wanted(),
            local().reservedFor("default", "data", "before"),
            false),
        arguments(
            "reserved and too small",
            wanted(),
            local().reservedFor("default", "data", null).holding(1L),
            false));
  }

  private static ClaimBuilder wanted() {
    return data().of("static");
  }

  private static VolumeBuilder local() {
    return aVolume("v").of("static");
  }

  @ParameterizedTest(name = "a volume {0}")
  @MethodSource("volumes")
  void takesAVolumeThatIsThere(
      String name, ClaimBuilder claim, VolumeBuilder volume, boolean takes) {
    WhyNot refusal = refusal(world().with(claim).with(volume));

    assertThat(refusal == null).as(name + " " + refusal).isEqualTo(takes);
  }

  @Test
  void givesTheSmallestVolumeToTheSmallestClaim() {
    FactBuilder[] claims = {
      aClaim("a").of("static").asking(2 * GIB), aClaim("data").of("static").asking(GIB)
    };
    WorldBuilder both =
        world()
            .with(claims)
            .with(
                aVolume("x").of("static").holding(2 * GIB), aVolume("y").of("static").holding(GIB));
    WorldBuilder tooFew = world().with(claims).with(aVolume("x").of("static").holding(2 * GIB));

    assertThat(refusal(both, "a", "data")).isNull();
    assertThat(refusal(tooFew, "a", "data"))
        .isEqualTo(new WhyNot(WhyNot.Cause.VOLUME_NOT_BINDABLE, NO_VOLUME));
  }

  @Test
  void tellsAllThatIsWrongWithANode() {
    WorldBuilder world =
        world()
            .with(data().boundTo("far"), aClaim("more").of("static"))
            .with(aVolume("far").reachedBy(in("zone", "x")));

    assertThat(refusal(world, "data", "more"))
        .isEqualTo(new WhyNot(WhyNot.Cause.VOLUME_NOT_BINDABLE, NO_VOLUME + ", " + WRONG_NODE));
  }

  @Test
  void doesNotGuessHowMuchRoomADriverHas() {
    WorldBuilder world = world().with(new CsiDriverFact("csi.example", null, true));

    assertThat(refusal(world.with(data().of("fast"))))
        .isEqualTo(
            new WhyNot(
                WhyNot.Cause.POD_NOT_SIMULATED,
                "how much room CSI driver csi.example has for new volumes is not simulated"));
    assertThat(refusal(world.with(data().of("fast").asking(null)))).isNull();
  }

  @Test
  void waitsForTheClaimOfAnEphemeralVolume() {
    WhyNot refusal =
        new ClusterModel(world().build())
            .refusals(aPod("p").mountingEphemeral("scratch").build())
            .get("n");

    assertThat(refusal)
        .isEqualTo(
            new WhyNot(
                WhyNot.Cause.VOLUME_NOT_BINDABLE,
                "waiting for ephemeral volume controller to create the persistentvolumeclaim"
                    + " \"p-scratch\""));
  }

  @Test
  void doesNotTakeAClaimForItsOwnThatOnlyBearsTheName() {
    WorldBuilder world = world().with(aClaim("p-scratch").of("fast").madeFor("p"));

    assertThat(refusalOf("p", "scratch", world)).isNull();
    assertThat(refusalOf("p", "scratch", world().with(aClaim("p-scratch").of("fast"))))
        .isEqualTo(notOf("p-scratch", "p"));
    assertThat(refusalOf("a-b", "c", world().with(aClaim("a-b-c").of("fast").madeFor("a"))))
        .isEqualTo(notOf("a-b-c", "a-b"));
  }

  @Test
  void tellsPodsApartThatCallTheirClaimsAlike() {
    ClusterModel model =
        new ClusterModel(world().with(aClaim("a-b-c").of("fast").madeFor("a")).build());

    assertThat(model.refusals(aPod("a-b").mountingEphemeral("c").build())).containsKey("n");
    assertThat(model.refusals(aPod("a").mountingEphemeral("b-c").build())).doesNotContainKey("n");
  }

  private static WhyNot notOf(String claim, String pod) {
    return new WhyNot(
        WhyNot.Cause.VOLUME_NOT_BINDABLE,
        "PVC default/" + claim + " was not created for pod default/" + pod + " (pod is not owner)");
  }

  private static @Nullable WhyNot refusalOf(String pod, String volume, WorldBuilder world) {
    return new ClusterModel(world.build())
        .refusals(aPod(pod).mountingEphemeral(volume).build())
        .get("n");
  }

  @Test
  void answersNonsenseWithAReason() {
    VolumeFact.Supply available = VolumeFact.Supply.OPEN;
    WorldBuilder world =
        world()
            .with(
                aClaim("v").of("v").boundTo("v").asking(Long.MIN_VALUE).modes(),
                aClaim("").of("").boundTo(""),
                aClaim("round").of("static").asking(Long.MAX_VALUE).meantFor("round"))
            .with(
                aVolume("v").of("v").reservedFor("v", "v", "v").holding(Long.MIN_VALUE),
                aVolume("").ofDriver("", "").zone("topology.kubernetes.io/zone", "__"),
                aVolume("round").reservedFor("default", "round", "").supplied(available))
            .with(aClass("", "", Binding.WAIT_FOR_FIRST_CONSUMER));

    assertThat(refusal(world, "v", "", "round"))
        .isEqualTo(new WhyNot(WhyNot.Cause.VOLUME_NOT_BINDABLE, UNBOUND));
    assertThat(refusal(world, "v", "")).isNull();
  }

  private static @Nullable WhyNot refusal(WorldBuilder world) {
    return refusal(world, "data");
  }

  private static @Nullable WhyNot refusal(WorldBuilder world, String... claims) {
    var pod = aPod("p");
    for (String claim : claims) {
      pod.mounting(claim);
    }
    return new ClusterModel(world.build()).refusals(pod.build()).get("n");
  }
}
