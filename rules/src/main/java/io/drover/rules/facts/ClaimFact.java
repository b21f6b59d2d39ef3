package io.drover.rules.facts;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A PersistentVolumeClaim.
 *
 * @param phase null where its controller has not looked at it yet
 * @param volumeName the volume that it is, or is to be, bound to; null before
 * @param storageClass null where it names none; empty where it wants a volume of no class
 * @param requestedBytes null where it asks for no amount
 * @param selectedNode where the scheduler wants the volume to be made, null if it has not said
 */
public record ClaimFact(
    String namespace,
    String name,
    String uid,
    @Nullable Phase phase,
    @Nullable String volumeName,
    @Nullable String storageClass,
    Set<AccessMode> accessModes,
    @Nullable Long requestedBytes,
    @Nullable NodeName selectedNode)
    implements ReferencedFact {
  /** {@code status.phase}. */
  public enum Phase {
    PENDING,
    BOUND,
    LOST
  }

  public ClaimFact {
    accessModes = Set.copyOf(accessModes);
  }

  static FactKey key(String namespace, String name) {
    return new FactKey(FactKey.Kind.CLAIM, namespace + "/" + name);
  }

  public boolean bound() {
    return phase == Phase.BOUND && volumeName != null;
  }

  @Override
  public FactKey key() {
    return key(namespace, name);
  }
}
