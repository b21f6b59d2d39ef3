package io.drover.rules.scheduling;

import static io.drover.rules.facts.Amounts.amounts;
import static io.drover.rules.facts.ClaimBuilder.aClaim;
import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.StorageFacts.aClass;
import static io.drover.rules.facts.StorageFacts.aWaitingClass;
import static io.drover.rules.facts.StorageFacts.attaching;
import static io.drover.rules.facts.VolumeBuilder.aVolume;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.CsiNodeFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.PodVolumes.Disk;
import io.drover.rules.facts.StorageClassFact.Binding;
import io.drover.rules.facts.VolumeBuilder;
import io.drover.rules.facts.WorldBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NodeVolumeLimitsTest {
  private static final WhyNot FULL =
      new WhyNot(WhyNot.Cause.VOLUME_LIMIT_REACHED, "node(s) exceed max volume count");

  /** Claims that any test may mount, and a pod on n that mounts {@code there}. */
  private static WorldBuilder world(int limit) {
    return aWorld()
        .with(aNode("n"))
        .with(attaching("n", limit))
        .with(aWaitingClass("fast"), aClass("nfs", "", Binding.IMMEDIATE))
        .with(
            aClaim("there").boundTo("v-1"),
            aClaim("same").boundTo("v-2"),
            aClaim("new").boundTo("v-3"),
            aClaim("else").boundTo("v-4"),
            aClaim("shared").boundTo("v-5"),
            aClaim("waiting").of("fast"),
            aClaim("waiting-too").of("fast"))
        .with(
            aVolume("v-1").ofDriver("csi.example", "one"),
            aVolume("v-2").ofDriver("csi.example", "one"),
            aVolume("v-3").ofDriver("csi.example", "two"),
            aVolume("v-4").ofDriver("csi.other", "one"),
            aVolume("v-5").inTree("nfs"))
        .with(aPod("a").mounting("there").on("n"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          room for one more              | 2 | new           | false
          no room for one more           | 1 | new           | true
          a volume that is there         | 1 | there         | false
          one by another claim           | 1 | same          | false
          another driver's               | 1 | else          | false
          a volume without a driver      | 1 | shared        | false
          a volume that is to be made    | 1 | waiting       | true
          two of those, and room for one | 2 | waiting,waiting-too | true
          two of those, and room for two | 3 | waiting,waiting-too | false
          none at all                    | 0 | there         | false
          """)
  void countsEachVolumeOnce(String name, int limit, String claims, boolean refused) {
    var pod = aPod("b");
    for (String claim : claims.split(",", -1)) {
      pod.mounting(claim);
    }
    WhyNot refusal = new ClusterModel(world(limit).build()).refusals(pod.build()).get("n");

    assertThat(refusal).as(name).isEqualTo(refused ? FULL : null);
  }

  @Test
  void countsDisksOfKubernetesOwnForTheDriverTheyHaveMovedTo() {
    var world =
        aWorld()
            .with(aNode("n"))
            .with(
                new CsiNodeFact(
                    new NodeName("n"),
                    Map.of("ebs.csi.aws.com", new CsiNodeFact.Driver(1, List.of()))))
            .with(aClaim("old").boundTo("v"))
            .with(aVolume("v").inTree("awsElasticBlockStore"))
            .with(
                aPod("a").mounting(new Disk("awsElasticBlockStore", "vol-1", false, false)).on("n"))
            .build();

    assertThat(new ClusterModel(world).refusals(aPod("b").mounting("old").build()))
        .containsEntry("n", FULL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          awsElasticBlockStore | vol-1 | '' | ebs.csi.aws.com vol-1
          awsElasticBlockStore | aws:///vol-1 | '' | ebs.csi.aws.com vol-1
          awsElasticBlockStore | aws://zone/vol-1 | '' | ebs.csi.aws.com vol-1
          awsElasticBlockStore | aws://zone/disk-1 | '' | -
          awsElasticBlockStore | '' | '' | -
          gcePersistentDisk | pd | '' | pd.csi.storage.gke.io projects/UNSPECIFIED/zones/UNSPECIFIED/disks/pd
          gcePersistentDisk | pd | a | pd.csi.storage.gke.io projects/UNSPECIFIED/zones/a/disks/pd
          gcePersistentDisk | pd | eu-x-a__eu-x-b | pd.csi.storage.gke.io projects/UNSPECIFIED/regions/eu-x/disks/pd
          gcePersistentDisk | pd | eu-x-a__eu-y-b | -
          gcePersistentDisk | pd | a__b | -
          azureDisk | uri | a | disk.csi.azure.com uri
          cinder | id | a | cinder.csi.openstack.org id
          portworxVolume | id | '' | pxd.portworx.com id
          nfs | '' | '' | -
          azureFile | x | '' | -
          """)
  void knowsADiskByTheNameThatItsDriverHasForIt(
      String field, String id, String zones, @Nullable String attachment) {
    VolumeBuilder volume = aVolume("v").inTree(field, id);
    if (!zones.isEmpty()) {
      volume.zone(Templates.ZONE, zones);
    }

    Attachment known = CsiMigration.of(volume.build());

    assertThat(known == null ? null : known.driver() + " " + known.handle()).isEqualTo(attachment);
  }

  @Test
  void countsADiskOnceHoweverItIsReached() {
    var world =
        aWorld()
            .with(aNode("n"))
            .with(
                new CsiNodeFact(
                    new NodeName("n"),
                    Map.of("ebs.csi.aws.com", new CsiNodeFact.Driver(1, List.of()))))
            .with(aClaim("old").boundTo("v"), aClaim("new").boundTo("w"))
            .with(aVolume("v").inTree("awsElasticBlockStore", "aws://a/vol-1"))
            .with(aVolume("w").ofDriver("ebs.csi.aws.com", "vol-1"))
            .with(aPod("a").mounting("new").on("n"))
            .build();

    assertThat(new ClusterModel(world).refusals(aPod("b").mounting("old").build())).isEmpty();
  }

  @Test
  void setsNoLimitWhereNoDriverHasRegisteredYet() {
    var world =
        aWorld()
            .with(aNode("n"), aNode("m"))
            .with(attaching("m", 0))
            .with(aClaim("data").boundTo("v"))
            .with(aVolume("v"));

    assertThat(new ClusterModel(world.build()).refusals(aPod("p").mounting("data").build()))
        .containsOnlyKeys("m");
  }

  @ParameterizedTest(name = "limits of {0} and {1}, {2} volumes: {3}")
  @CsvSource({"1, 1, 2, true", "1, 1, 1, false", "1, 2, 2, false"})
  void expectsOfANewNodeWhatAllOfItsTypeSay(int one, int other, int volumes, boolean refused) {
    var world =
        aWorld()
            .with(aNode("one").of("small"), aNode("other").of("small"), aNode("third").of("big"))
            .with(attaching("one", one), attaching("other", other), attaching("third", 0));
    var pod = aPod("p");
    for (int v = 0; v < volumes; v++) {
      world.with(aClaim("c-" + v).boundTo("v-" + v)).with(aVolume("v-" + v));
      pod.mounting("c-" + v);
    }
    ClusterModel model = new ClusterModel(world.build());
    model.addInFlight(
        "coming",
        new NodeTemplate(
            Map.of("node.kubernetes.io/instance-type", "small"),
            List.of(),
            amounts("2", "4Gi", 110)));

    assertThat(model.refusals(pod.build()).get("coming")).isEqualTo(refused ? FULL : null);
  }

  @Test
  void gainsRoomOnlyWhenTheLastPodWithAVolumeHasGone() {
    var first = aPod("x").mounting("new").on("n").build();
    var second = aPod("y").mounting("new").on("n").build();
    ClusterModel model = new ClusterModel(world(2).with(first, second).build());
    var pod = aPod("z").mounting("waiting").build();
    model.remove(first);
    assertThat(model.refusals(pod)).containsEntry("n", FULL);

    model.remove(second);

    assertThat(model.refusals(pod)).isEmpty();
  }
}
