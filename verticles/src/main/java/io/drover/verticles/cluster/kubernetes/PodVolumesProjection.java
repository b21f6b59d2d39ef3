package io.drover.verticles.cluster.kubernetes;

import io.drover.rules.facts.Owner;
import io.drover.rules.facts.PodVolumes;
import io.drover.rules.facts.PodVolumes.Disk;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.RBDVolumeSource;
import io.fabric8.kubernetes.api.model.Volume;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The volumes of a pod as far as the scheduler looks at them. */
final class PodVolumesProjection {
  private PodVolumesProjection() {}

  static PodVolumes volumes(Pod pod) {
    List<String> claims = new ArrayList<>();
    Set<String> ephemeral = new HashSet<>();
    List<Disk> disks = new ArrayList<>();
    for (Volume volume : OrEmpty.list(pod.getSpec().getVolumes())) {
      if (volume.getPersistentVolumeClaim() != null) {
        claims.add(OrEmpty.text(volume.getPersistentVolumeClaim().getClaimName()));
      } else if (volume.getEphemeral() != null && pod.getMetadata().getName() != null) {
        String claim = pod.getMetadata().getName() + "-" + volume.getName();
        claims.add(claim);
        ephemeral.add(claim);
      }
      disks(volume).forEach(disks::add);
    }
    return claims.isEmpty() && disks.isEmpty()
        ? PodVolumes.NONE
        : new PodVolumes(claims, ephemeral, disks, ephemeral.isEmpty() ? null : self(pod));
  }

  private static Owner self(Pod pod) {
    return new Owner("Pod", pod.getMetadata().getName(), OrEmpty.text(pod.getMetadata().getUid()));
  }

  /** What VolumeRestrictions compares: of an iSCSI target its name alone, whatever the LUN. */
  static Stream<Disk> disks(Volume volume) {
    var gce = volume.getGcePersistentDisk();
    if (gce != null) {
      return disk("gcePersistentDisk", gce.getPdName(), gce.getReadOnly(), true);
    }
    var aws = volume.getAwsElasticBlockStore();
    if (aws != null) {
      return disk("awsElasticBlockStore", aws.getVolumeID(), aws.getReadOnly(), false);
    }
    var iscsi = volume.getIscsi();
    if (iscsi != null) {
      return disk("iscsi", iscsi.getIqn(), iscsi.getReadOnly(), true);
    }
    return volume.getRbd() == null ? Stream.of() : images(volume.getRbd());
  }

  /** An image is the same where one monitor, the pool and its name are. */
  private static Stream<Disk> images(RBDVolumeSource rbd) {
    String pool = OrEmpty.text(rbd.getPool()).isEmpty() ? "rbd" : rbd.getPool();
    return OrEmpty.list(rbd.getMonitors()).stream()
        .distinct()
        .flatMap(
            monitor ->
                disk(
                    "rbd",
                    String.join(" ", OrEmpty.text(monitor), pool, OrEmpty.text(rbd.getImage())),
                    rbd.getReadOnly(),
                    true));
  }

  private static Stream<Disk> disk(
      String kind, @Nullable String id, @Nullable Boolean readOnly, boolean shareable) {
    return Stream.of(new Disk(kind, OrEmpty.text(id), Boolean.TRUE.equals(readOnly), shareable));
  }
}
