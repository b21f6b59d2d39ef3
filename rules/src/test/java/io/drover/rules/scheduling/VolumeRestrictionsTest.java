package io.drover.rules.scheduling;

import static io.drover.rules.facts.ClaimBuilder.aClaim;
import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.VolumeBuilder.aVolume;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.AccessMode;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.PodBuilder;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.PodVolumes.Disk;
import io.drover.rules.facts.WorldBuilder;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VolumeRestrictionsTest {
  private static final String NO_DISK = "node(s) had no available disk";
  private static final String IN_USE =
      "node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode already"
          + " in-use by another pod";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          both write             | gcePersistentDisk:d:w | gcePersistentDisk:d:w | true
          one writes             | gcePersistentDisk:d:r | gcePersistentDisk:d:w | true
          both read              | gcePersistentDisk:d:r | gcePersistentDisk:d:r | false
          both read what no two share | awsElasticBlockStore:d:x | awsElasticBlockStore:d:x | true
          another disk           | gcePersistentDisk:d:w | gcePersistentDisk:e:w | false
          another kind of disk   | gcePersistentDisk:d:w | iscsi:d:w             | false
          """)
  void mountsADiskOnceOnANode(String name, String there, String wanted, boolean refused) {
    WorldBuilder world =
        aWorld().with(aNode("n"), aNode("m")).with(aPod("a").on("n").mounting(disk(there)));
    PodBuilder pod = aPod("b").mounting(disk(wanted));

    assertThat(refusals(world, pod))
        .as(name)
        .isEqualTo(
            refused ? Map.of("n", new WhyNot(WhyNot.Cause.VOLUME_IN_USE, NO_DISK)) : Map.of());
  }

  /** Kind, name, and whether it is written, read, or read and not to be shared. */
  private static Disk disk(String text) {
    String[] parts = text.split(":", -1);
    return new Disk(parts[0], parts[1], !parts[2].equals("w"), !parts[2].equals("x"));
  }

  @Test
  void refusesAPodEverywhereWhoseClaimIsNotThere() {
    WorldBuilder world =
        aWorld().with(aNode("n")).with(aClaim("data").inNamespace("other").boundTo("v"));

    assertThat(refusal(world, aPod("p").mounting("data")))
        .isEqualTo(
            new WhyNot(WhyNot.Cause.VOLUME_IN_USE, "persistentvolumeclaim \"data\" not found"));
  }

  @Test
  void namesTheFirstClaimOfThePodThatIsNotThere() {
    WhyNot refusal = refusal(aWorld().with(aNode("n")), aPod("p").mounting("z").mounting("a"));

    assertThat(refusal)
        .extracting(WhyNot::detail)
        .isEqualTo("persistentvolumeclaim \"z\" not found");
  }

  @Test
  void givesAReadWriteOncePodClaimToOnePodOfTheCluster() {
    WorldBuilder world =
        aWorld()
            .with(aNode("n"), aNode("m"))
            .with(aClaim("data").modes(AccessMode.READ_WRITE_ONCE_POD).boundTo("v"))
            .with(aVolume("v"))
            .with(aPod("a").mounting("data").on("m"));

    assertThat(refusal(world, aPod("b").mounting("data")))
        .isEqualTo(new WhyNot(WhyNot.Cause.VOLUME_IN_USE, IN_USE));
  }

  @Test
  void knowsThatAClaimOfAnotherNamespaceIsAnotherClaim() {
    WorldBuilder world =
        aWorld()
            .with(aNode("n"))
            .with(
                aClaim("data").modes(AccessMode.READ_WRITE_ONCE_POD).boundTo("v"),
                aClaim("data")
                    .inNamespace("other")
                    .modes(AccessMode.READ_WRITE_ONCE_POD)
                    .boundTo("w"))
            .with(aVolume("v"), aVolume("w"))
            .with(aPod("a").inNamespace("other").mounting("data").on("n"));

    assertThat(refusal(world, aPod("b").mounting("data"))).isNull();
  }

  @Test
  void findsANodeOnceTheOnlyUserOfAClaimHasLeftAClosedOne() {
    PodFact user = aPod("a").mounting("data").on("n").build();
    ClusterModel model =
        new ClusterModel(
            aWorld()
                .with(aNode("n"), aNode("m"))
                .with(aClaim("data").modes(AccessMode.READ_WRITE_ONCE_POD).boundTo("v"))
                .with(aVolume("v"))
                .with(user)
                .build());
    model.close(new NodeName("n"));
    assertThat(model.place(aPod("b").mounting("data").build(), any -> true)).isEmpty();

    model.remove(user);

    assertThat(model.place(aPod("b").mounting("data").build(), any -> true)).contains("m");
  }

  private static @Nullable WhyNot refusal(WorldBuilder world, PodBuilder pod) {
    return refusals(world, pod).get("n");
  }

  private static Map<String, WhyNot> refusals(WorldBuilder world, PodBuilder pod) {
    return new ClusterModel(world.build()).refusals(pod.build());
  }
}
