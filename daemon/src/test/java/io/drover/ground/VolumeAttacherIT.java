package io.drover.ground;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.storage.VolumeAttachment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ControlPlaneExtension.class)
class VolumeAttacherIT {
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final String VOLUME_AND_CLAIM =
      """
      apiVersion: v1
      kind: PersistentVolume
      metadata: {name: disk}
      spec:
        accessModes: [ReadWriteOnce]
        capacity: {storage: 1Gi}
        storageClassName: ""
        claimRef: {namespace: default, name: data}
        csi: {driver: drover.test, volumeHandle: disk}
      ---
      apiVersion: v1
      kind: PersistentVolumeClaim
      metadata: {namespace: default, name: data}
      spec:
        accessModes: [ReadWriteOnce]
        storageClassName: ""
        volumeName: disk
        resources: {requests: {storage: 1Gi}}
      """;

  @Test
  void attachesAVolumeWhilePodsUseItAndDetachesItLater(ControlPlane plane) {
    KubernetesClient k8s = plane.client();
    Duration delay = Duration.ofSeconds(2);
    try (VolumeAttacher attacher = VolumeAttacher.start(k8s, delay)) {
      plane.apply(VOLUME_AND_CLAIM);
      k8s.resource(Manifests.node("one")).create();
      k8s.resource(withClaim(Manifests.pod("db", "100m", Map.of()), "data")).create();

      List<VolumeAttachment> attached =
          Await.value(
              DEADLINE,
              "the volume to be attached",
              () -> attachments(k8s),
              list -> list.size() == 1 && list.getFirst().getStatus().getAttached());
      assertThat(attached.getFirst().getSpec().getNodeName()).isEqualTo("one");

      k8s.pods().inNamespace("default").withName("db").delete();
      Await.until(
          DEADLINE,
          "the pod to go",
          () -> k8s.pods().inNamespace("default").list().getItems().isEmpty());
      assertThat(attachments(k8s)).hasSize(1);
      Await.until(DEADLINE, "the volume to be detached", () -> attachments(k8s).isEmpty());
      attacher.detachDelay(Duration.ZERO);
    }
  }

  private static List<VolumeAttachment> attachments(KubernetesClient k8s) {
    return k8s.storage().v1().volumeAttachments().list().getItems();
  }

  private static Pod withClaim(Pod pod, String claim) {
    return pod.edit()
        .editSpec()
        .addNewVolume()
        .withName("data")
        .withNewPersistentVolumeClaim()
        .withClaimName(claim)
        .endPersistentVolumeClaim()
        .endVolume()
        .endSpec()
        .build();
  }
}
