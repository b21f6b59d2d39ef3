package io.drover.verticles.cluster.kubernetes;

import io.drover.rules.facts.AccessMode;
import io.drover.rules.facts.ClaimFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.Owner;
import io.drover.rules.facts.VolumeTerms;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimSpec;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A PersistentVolumeClaim as a fact. */
final class ClaimProjection {
  private static final String BIND_COMPLETED = "pv.kubernetes.io/bind-completed";
  private static final String SELECTED_NODE = "volume.kubernetes.io/selected-node";

  /** As classes were named before there was a field; where it stands it still counts. */
  private static final String OLD_CLASS = "volume.beta.kubernetes.io/storage-class";

  private ClaimProjection() {}

  static ClaimFact fact(PersistentVolumeClaim claim) {
    ObjectMeta meta = claim.getMetadata();
    PersistentVolumeClaimSpec spec =
        claim.getSpec() == null ? new PersistentVolumeClaimSpec() : claim.getSpec();
    String node = OrEmpty.text(OrEmpty.map(meta.getAnnotations()).get(SELECTED_NODE));
    String volume = OrEmpty.text(spec.getVolumeName());
    return new ClaimFact(
        meta.getNamespace(),
        meta.getName(),
        meta.getUid(),
        phase(claim.getStatus() == null ? null : claim.getStatus().getPhase()),
        volume.isEmpty() ? null : volume,
        storageClass(meta, spec.getStorageClassName()),
        accessModes(spec.getAccessModes()),
        spec.getResources() == null ? null : Quantities.storage(spec.getResources().getRequests()),
        node.isEmpty() ? null : new NodeName(node),
        terms(spec),
        new ClaimFact.Stage(
            OrEmpty.map(meta.getAnnotations()).containsKey(BIND_COMPLETED),
            meta.getDeletionTimestamp() != null),
        controller(meta));
  }

  private static @Nullable String controller(ObjectMeta meta) {
    Owner owner = OwnerProjection.controller(meta);
    return owner == null ? null : owner.uid();
  }

  private static VolumeTerms terms(PersistentVolumeClaimSpec spec) {
    return new VolumeTerms(
        spec.getSelector() == null
            ? VolumeTerms.ANY.selector()
            : Selectors.ofLabels(spec.getSelector()),
        block(spec.getVolumeMode()),
        OrEmpty.text(spec.getVolumeAttributesClassName()));
  }

  /** Nothing said is a file system. */
  static boolean block(@Nullable String volumeMode) {
    return switch (OrEmpty.text(volumeMode)) {
      case "", "Filesystem" -> false;
      case "Block" -> true;
      default -> throw new Unreadable("volumeMode '" + volumeMode + "' is not known");
    };
  }

  static @Nullable String storageClass(ObjectMeta meta, @Nullable String field) {
    Map<String, String> annotations = OrEmpty.map(meta.getAnnotations());
    return annotations.getOrDefault(OLD_CLASS, field);
  }

  static Set<AccessMode> accessModes(@Nullable List<String> names) {
    Set<AccessMode> modes = EnumSet.noneOf(AccessMode.class);
    for (String name : OrEmpty.list(names)) {
      modes.add(
          switch (name) {
            case "ReadWriteOnce" -> AccessMode.READ_WRITE_ONCE;
            case "ReadOnlyMany" -> AccessMode.READ_ONLY_MANY;
            case "ReadWriteMany" -> AccessMode.READ_WRITE_MANY;
            case "ReadWriteOncePod" -> AccessMode.READ_WRITE_ONCE_POD;
            default -> throw new Unreadable("access mode '" + name + "' is not known");
          });
    }
    return modes;
  }

  private static ClaimFact.@Nullable Phase phase(@Nullable String phase) {
    return switch (OrEmpty.text(phase)) {
      case "Pending" -> ClaimFact.Phase.PENDING;
      case "Bound" -> ClaimFact.Phase.BOUND;
      case "Lost" -> ClaimFact.Phase.LOST;
      default -> null;
    };
  }
}
