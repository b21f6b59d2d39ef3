package io.drover.rules.scheduling;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the volumes of a class's pods come to, resolved once for all nodes.
 *
 * @param refusalOfAll what refuses the pods before any node is looked at, null if nothing does
 * @param binding nothing to bind where {@code refusalOfAll} stands
 */
record Mounts(
    @Nullable WhyNot refusalOfAll,
    VolumeRestrictions restrictions,
    NodeVolumeLimits limits,
    VolumeBinding binding,
    VolumeZone zone) {
  static final Mounts NONE =
      new Mounts(
          null,
          new VolumeRestrictions(List.of(), List.of()),
          NodeVolumeLimits.NONE,
          VolumeBinding.NONE,
          VolumeZone.NONE);

  /** The four filters of volumes in the scheduler's order. */
  @Nullable WhyNot refuses(NodeSpace node) {
    WhyNot inUse = restrictions.refuses(node);
    if (inUse != null) {
      return inUse;
    }
    WhyNot tooMany = limits.refuses(node);
    if (tooMany != null) {
      return tooMany;
    }
    WhyNot unbound = binding.refuses(node);
    return unbound != null ? unbound : zone.refuses(node);
  }

  /** Whether a node that refuses them does so for as long as no pod leaves any node. */
  boolean steady() {
    return binding.waiting().isEmpty();
  }

  /** Whether a pod that leaves may give a volume back that others can use elsewhere. */
  boolean exclusive() {
    return !restrictions.exclusive().isEmpty() || !steady();
  }
}
