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
 */
public record VolumeFact(
    String name,
    String uid,
    Place place,
    @Nullable String storageClass,
    @Nullable Long capacityBytes,
    Set<AccessMode> accessModes,
    Source source,
    @Nullable ClaimRef claim)
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

    /** A volume of Kubernetes' own, by its field in the spec ({@code nfs}, {@code local} …). */
    record InTree(String kind) implements Source {}
  }

  /**
   * The claim that it is for.
   *
   * @param uid null as long as it is only meant for a claim of that name
   */
  public record ClaimRef(String namespace, String name, @Nullable String uid) {}

  public VolumeFact {
    accessModes = Set.copyOf(accessModes);
  }

  static FactKey key(String name) {
    return new FactKey(FactKey.Kind.VOLUME, name);
  }

  @Override
  public FactKey key() {
    return key(name);
  }
}
