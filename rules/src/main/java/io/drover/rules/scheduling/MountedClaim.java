package io.drover.rules.scheduling;

import io.drover.rules.facts.AccessMode;
import io.drover.rules.facts.ClaimFact;
import io.drover.rules.facts.Owner;
import io.drover.rules.facts.PodVolumes;
import io.drover.rules.facts.References;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A claim that pods of a class mount.
 *
 * @param madeFor the pod, where the claim should be made for it; null where it is just named
 * @param fact null where there is no such claim
 */
record MountedClaim(
    String namespace, String name, @Nullable Owner madeFor, @Nullable ClaimFact fact) {
  /** All of them in the pod's order. */
  static List<MountedClaim> of(PodVolumes volumes, String namespace, References references) {
    return volumes.claims().stream()
        .map(
            name ->
                new MountedClaim(
                    namespace,
                    name,
                    volumes.ephemeral().contains(name) ? volumes.self() : null,
                    references.claim(namespace, name).orElse(null)))
        .toList();
  }

  String key() {
    return namespace + "/" + name;
  }

  /** Whether it is the claim of a generic ephemeral volume. */
  boolean ephemeral() {
    return madeFor != null;
  }

  /**
   * What component-helpers' {@code VolumeIsForPod} says of a claim that bears the name of the pod's
   * own and is not, null if it is, or is just named.
   */
  @Nullable String notThePods() {
    return fact == null || madeFor == null || madeFor.uid().equals(fact.controller())
        ? null
        : "PVC %s was not created for pod %s/%s (pod is not owner)"
            .formatted(key(), namespace, madeFor.name());
  }

  /** Whether only one pod of the cluster may use it; nobody asks that of an ephemeral one. */
  boolean exclusive() {
    return fact != null
        && !ephemeral()
        && fact.accessModes().contains(AccessMode.READ_WRITE_ONCE_POD);
  }

  String notFound() {
    return "persistentvolumeclaim \"" + name + "\" not found";
  }
}
