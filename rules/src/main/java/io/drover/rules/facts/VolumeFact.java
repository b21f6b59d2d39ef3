package io.drover.rules.facts;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A PersistentVolume.
 *
 * @param place where it can be attached
 * @param storageClass null where it has none
 * @param capacityBytes null where it does not say
 * @param claim who it is reserved for or bound to, null while it is anybody's
 * @param supply what it is to claims that look for a volume
 */
public record VolumeFact(
    String name,
    String uid,
    Place place,
    @Nullable String storageClass,
    @Nullable Long capacityBytes,
    Set<AccessMode> accessModes,
    Source source,
    @Nullable ClaimRef claim,
    Supply supply)
    implements ReferencedFact {

  /**
   * Which nodes can attach it.
   *
   * @param affinity terms of which one must match the node; empty = any node
   * @param zoneLabels its own zone and region labels, as the scheduler's VolumeZone looks at them;
   *     several zones are joined by {@code __}
   */
  public record Place(List<SelectorTerm> affinity, Map<String, String> zoneLabels) {
    public Place {
      affinity = List.copyOf(affinity);
      zoneLabels = Map.copyOf(zoneLabels);
    }
  }

  /** What the volume is made of. */
  public sealed interface Source {
    /** A volume of a CSI driver, by the driver's own name of it. */
    record Csi(String driver, String handle) implements Source {}

    /**
     * A volume of Kubernetes' own.
     *
     * @param kind its field in the spec ({@code nfs}, {@code local} …)
     * @param id its name of the disk; empty where it has none that a CSI driver would know it by
     */
    record InTree(String kind, String id) implements Source {}
  }

  /**
   * The claim that it is for.
   *
   * @param uid null as long as it is only meant for a claim of that name
   */
  public record ClaimRef(String namespace, String name, @Nullable String uid) {
    /** Whether this claim is meant. */
    public boolean means(ClaimFact claim) {
      return name.equals(claim.name())
          && namespace.equals(claim.namespace())
          && (uid == null || uid.isEmpty() || uid.equals(claim.uid()));
    }
  }

  /**
   * What a volume is to claims that look for one.
   *
   * @param labels what their selectors look at; of a volume that is nobody's yet
   * @param block whether it is a block device instead of a file system
   * @param attributesClass name of its VolumeAttributesClass, empty for none
   * @param available whether its phase says so
   * @param deleting whether its deletion has begun
   */
  public record Supply(
      Map<String, String> labels,
      boolean block,
      String attributesClass,
      boolean available,
      boolean deleting) {
    /** A file system that anybody may take. */
    public static final Supply OPEN = new Supply(Map.of(), false, "", true, false);

    public Supply {
      labels = Map.copyOf(labels);
    }
  }

  public VolumeFact {
    accessModes = Set.copyOf(accessModes);
  }

  /** Of a file system that is available unless it is somebody's. */
  public VolumeFact(
      String name,
      String uid,
      Place place,
      @Nullable String storageClass,
      @Nullable Long capacityBytes,
      Set<AccessMode> accessModes,
      Source source,
      @Nullable ClaimRef claim) {
    this(name, uid, place, storageClass, capacityBytes, accessModes, source, claim, supply(claim));
  }

  private static Supply supply(@Nullable ClaimRef claim) {
    return claim == null ? Supply.OPEN : new Supply(Map.of(), false, "", false, false);
  }

  static FactKey key(String name) {
    return new FactKey(FactKey.Kind.VOLUME, name);
  }

  @Override
  public FactKey key() {
    return key(name);
  }
}
