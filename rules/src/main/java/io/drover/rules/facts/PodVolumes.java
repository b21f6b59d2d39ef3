package io.drover.rules.facts;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The volumes of a pod that bind it to some nodes, or of which a node takes only some.
 *
 * @param claims names of the claims that it mounts, those of generic ephemeral volumes included,
 *     each once, in the pod's order: of several that are no good the scheduler names the first
 * @param ephemeral those of the claims that are made for the pod (generic ephemeral volumes): some
 *     filters do not look at them
 * @param disks volumes that the pod names itself, without a claim
 * @param self the pod, if claims are made for it: others of their names may not be the pod's own
 */
public record PodVolumes(
    List<String> claims, Set<String> ephemeral, List<Disk> disks, @Nullable Owner self) {
  public static final PodVolumes NONE = new PodVolumes(List.of(), List.of());

  /**
   * A disk that two pods of a node may not both mount (VolumeRestrictions plugin).
   *
   * @param kind its field in the pod's spec, such as {@code awsElasticBlockStore}
   * @param id equal for equal disks of the kind; a disk that is reached by several addresses has
   *     one entry each
   * @param readOnly whether the pod only reads
   * @param shareable whether several pods that only read may share it
   */
  public record Disk(String kind, String id, boolean readOnly, boolean shareable) {
    /** Whether two pods of one node cannot mount these. */
    public boolean conflictsWith(Disk other) {
      boolean bothRead = shareable && readOnly && other.readOnly;
      return kind.equals(other.kind) && id.equals(other.id) && !bothRead;
    }
  }

  public PodVolumes {
    claims = claims.stream().distinct().toList();
    ephemeral = Set.copyOf(ephemeral);
    disks = List.copyOf(disks);
    if (ephemeral.isEmpty() != (self == null)) {
      throw new IllegalArgumentException("the pod is known if and only if claims are made for it");
    }
  }

  /** Of a pod without generic ephemeral volumes. */
  public PodVolumes(Collection<String> claims, List<Disk> disks) {
    this(List.copyOf(claims), Set.of(), disks, null);
  }

  /** Whether there are any. */
  public boolean matter() {
    return !claims.isEmpty() || !disks.isEmpty();
  }
}
