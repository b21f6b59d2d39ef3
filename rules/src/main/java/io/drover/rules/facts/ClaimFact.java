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
 * @param terms which volumes it takes
 * @param stage how far it has come
 * @param controller uid of what it was made for, null where it was not made for anything
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
    @Nullable NodeName selectedNode,
    VolumeTerms terms,
    Stage stage,
    @Nullable String controller)
    implements ReferencedFact {
  /** {@code status.phase}. */
  public enum Phase {
    PENDING,
    BOUND,
    LOST
  }

  /**
   * How far it has come.
   *
   * @param bindCompleted whether the binding to its volume is done from both sides
   * @param deleting whether its deletion has begun
   */
  public record Stage(boolean bindCompleted, boolean deleting) {}

  public ClaimFact {
    accessModes = Set.copyOf(accessModes);
  }

  /** Of a claim that takes any volume; its binding is done once its phase says so. */
  public ClaimFact(
      String namespace,
      String name,
      String uid,
      @Nullable Phase phase,
      @Nullable String volumeName,
      @Nullable String storageClass,
      Set<AccessMode> accessModes,
      @Nullable Long requestedBytes,
      @Nullable NodeName selectedNode) {
    this(
        namespace,
        name,
        uid,
        phase,
        volumeName,
        storageClass,
        accessModes,
        requestedBytes,
        selectedNode,
        VolumeTerms.ANY,
        new Stage(phase == Phase.BOUND, false),
        null);
  }

  static FactKey key(String namespace, String name) {
    return new FactKey(FactKey.Kind.CLAIM, namespace + "/" + name);
  }

  /** Whether it has a volume, and the binding is done. */
  public boolean bound() {
    return stage.bindCompleted && volumeName != null;
  }

  @Override
  public FactKey key() {
    return key(namespace, name);
  }
}
