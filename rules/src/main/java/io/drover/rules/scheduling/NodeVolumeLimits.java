package io.drover.rules.scheduling;

import io.drover.rules.facts.ClaimFact;
import io.drover.rules.facts.PodVolumes;
import io.drover.rules.facts.References;
import io.drover.rules.facts.VolumeFact;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A CSI driver attaches no more volumes to a node than its CSINode says. VolumeAttachments are not
 * watched: a volume that is still being detached, for no pod, is not counted.
 *
 * @param attachments the volumes of the pods, each once
 */
record NodeVolumeLimits(List<Attachment> attachments) {
  static final NodeVolumeLimits NONE = new NodeVolumeLimits(List.of());

  private static final WhyNot REFUSAL =
      new WhyNot(WhyNot.Cause.VOLUME_LIMIT_REACHED, "node(s) exceed max volume count");

  /** Claims that do not exist are not counted, as with pods that run already. */
  static NodeVolumeLimits of(
      List<MountedClaim> claims, List<PodVolumes.Disk> disks, References references) {
    Set<Attachment> attachments = new LinkedHashSet<>();
    for (MountedClaim claim : claims) {
      Attachment ofClaim = claim.fact() == null ? null : of(claim.fact(), references);
      if (ofClaim != null) {
        attachments.add(ofClaim);
      }
    }
    for (PodVolumes.Disk disk : disks) {
      Attachment ofDisk = CsiMigration.ofField(disk.kind(), disk.id());
      if (ofDisk != null) {
        attachments.add(ofDisk);
      }
    }
    return attachments.isEmpty() ? NONE : new NodeVolumeLimits(List.copyOf(attachments));
  }

  /** A claim whose volume is not there, or not yet, counts by its class's provisioner. */
  private static @Nullable Attachment of(ClaimFact claim, References references) {
    Optional<VolumeFact> volume =
        Optional.ofNullable(claim.volumeName()).flatMap(references::volume);
    return volume.isPresent()
        ? CsiMigration.of(volume.get())
        : Optional.ofNullable(claim.storageClass())
            .flatMap(references::storageClass)
            .map(
                storageClass ->
                    CsiMigration.of(
                        storageClass, "claim " + claim.namespace() + "/" + claim.name()))
            .orElse(null);
  }

  @Nullable WhyNot refuses(NodeSpace node) {
    return node.attached().hasRoomFor(attachments) ? null : REFUSAL;
  }
}
