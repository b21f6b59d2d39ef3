package io.drover.verticles.cluster.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.Owner;
import io.drover.rules.facts.PodVolumes;
import io.drover.rules.facts.PodVolumes.Disk;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PodVolumesProjectionTest {
  @Test
  void namesTheClaimOfAnEphemeralVolumeAfterPodAndVolume() {
    PodVolumes volumes =
        volumes(
            """
            [{name: data, persistentVolumeClaim: {claimName: db}},
              {name: more, persistentVolumeClaim: {claimName: db, readOnly: true}},
              {name: scratch, ephemeral: {volumeClaimTemplate: {spec: {}}}}]
            """);

    assertThat(volumes)
        .isEqualTo(
            new PodVolumes(
                List.of("db", "web-1-scratch"),
                Set.of("web-1-scratch"),
                List.of(),
                new Owner("Pod", "web-1", "u-1")));
  }

  @Test
  void keepsTheClaimsInThePodsOrderAsTheSchedulerNamesTheFirstThatIsNoGood() {
    PodVolumes volumes =
        volumes(
            """
            [{name: c, persistentVolumeClaim: {claimName: red-2}},
              {name: a, persistentVolumeClaim: {claimName: missing}},
              {name: b, persistentVolumeClaim: {claimName: red-0}}]
            """);

    assertThat(volumes.claims()).containsExactly("red-2", "missing", "red-0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          gcePersistentDisk: {pdName: d} | gcePersistentDisk | d | false | true
          gcePersistentDisk: {pdName: d, readOnly: true, partition: 2} | gcePersistentDisk | d | true | true
          awsElasticBlockStore: {volumeID: d} | awsElasticBlockStore | d | false | false
          awsElasticBlockStore: {volumeID: d, readOnly: true} | awsElasticBlockStore | d | true | false
          iscsi: {iqn: i, targetPortal: p, lun: 3} | iscsi | i | false | true
          iscsi: {iqn: i, readOnly: true} | iscsi | i | true | true
          rbd: {monitors: [m], image: x} | rbd | m rbd x | false | true
          rbd: {monitors: [m], image: x, pool: p, readOnly: true} | rbd | m p x | true | true
          """)
  void knowsADiskAsVolumeRestrictionsDoes(
      String source, String kind, String id, boolean readOnly, boolean shareable) {
    assertThat(volumes("[{name: v, %s}]".formatted(source)))
        .isEqualTo(new PodVolumes(Set.of(), List.of(new Disk(kind, id, readOnly, shareable))));
  }

  @Test
  void findsTheSameImageByAnyOfItsMonitors() {
    List<Disk> one = volumes("[{name: v, rbd: {monitors: [a, b, a], image: x}}]").disks();
    List<Disk> other = volumes("[{name: v, rbd: {monitors: [b, c], image: x}}]").disks();

    assertThat(one).hasSize(2);
    assertThat(one).anyMatch(disk -> other.stream().anyMatch(disk::conflictsWith));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "emptyDir: {}",
        "csi: {driver: d}",
        "nfs: {server: s, path: /}",
        "azureDisk: {diskName: d, diskURI: u}",
        "fromALaterVersion: {}",
      })
  void carriesNoOtherVolumes(String source) {
    assertThat(volumes("[{name: v, %s}]".formatted(source))).isSameAs(PodVolumes.NONE);
  }

  private static PodVolumes volumes(String volumes) {
    return PodVolumesProjection.volumes(
        ObjectYaml.read(
            Pod.class,
            "metadata: {name: web-1, namespace: shop, uid: u-1}\nspec:\n  volumes: "
                + volumes.strip()
                + "\n"));
  }
}
