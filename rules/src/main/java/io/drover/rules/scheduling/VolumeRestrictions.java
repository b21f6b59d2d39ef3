package io.drover.rules.scheduling;

import io.drover.rules.facts.PodVolumes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A disk that pods name themselves is mounted once on a node, and a ReadWriteOncePod claim by one
 * pod of the cluster.
 *
 * @param disks what the pods mount without a claim
 * @param exclusive who uses those of their claims that only one pod may use
 */
record VolumeRestrictions(List<PodVolumes.Disk> disks, List<ClaimUses> exclusive) {
  private static final WhyNot DISK =
      new WhyNot(WhyNot.Cause.VOLUME_IN_USE, "node(s) had no available disk");
  private static final WhyNot CLAIM =
      new WhyNot(
          WhyNot.Cause.VOLUME_IN_USE,
          "node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode"
              + " already in-use by another pod");

  /** The plugin needs each claim's access modes; it does not look at ephemeral ones. */
  static @Nullable WhyNot refusalOfAll(List<MountedClaim> claims) {
    for (MountedClaim claim : claims) {
      if (claim.fact() == null && !claim.ephemeral()) {
        return new WhyNot(WhyNot.Cause.VOLUME_IN_USE, claim.notFound());
      }
    }
    return null;
  }

  @Nullable WhyNot refuses(NodeSpace node) {
    for (PodVolumes.Disk wanted : disks) {
      for (PodVolumes.Disk taken : node.disks()) {
        if (wanted.conflictsWith(taken)) {
          return DISK;
        }
      }
    }
    for (ClaimUses uses : exclusive) {
      if (uses.any()) {
        return CLAIM;
      }
    }
    return null;
  }
}
