package io.drover.rules.scheduling;

import io.drover.rules.facts.AccessMode;
import io.drover.rules.facts.ClaimFact;
import io.drover.rules.facts.PodVolumes;
import io.drover.rules.facts.References;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A claim that pods of a class mount.
 *
 * @param ephemeral whether it is made for the pod itself
 * @param fact null where there is no such claim
 */
record MountedClaim(String namespace, String name, boolean ephemeral, @Nullable ClaimFact fact) {
  /** All of them in the pod's order. */
  static List<MountedClaim> of(PodVolumes volumes, String namespace, References references) {
    return volumes.claims().stream()
        .map(
            name ->
                new MountedClaim(
                    namespace,
                    name,
                    volumes.ephemeral().contains(name),
                    references.claim(namespace, name).orElse(null)))
        .toList();
  }

  String key() {
    return namespace + "/" + name;
  }

  /** Whether only one pod of the cluster may use it; nobody asks that of an ephemeral one. */
  boolean exclusive() {
    return fact != null
        && !ephemeral
        && fact.accessModes().contains(AccessMode.READ_WRITE_ONCE_POD);
  }

  String notFound() {
    return "persistentvolumeclaim \"" + name + "\" not found";
  }
}
