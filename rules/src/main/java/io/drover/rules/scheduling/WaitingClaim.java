package io.drover.rules.scheduling;

import io.drover.rules.facts.ClaimFact;
import io.drover.rules.facts.StorageClassFact;
import io.drover.rules.facts.VolumeFact;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A claim that is bound once its first pod has a node (WaitForFirstConsumer).
 *
 * @param reserved volumes that are there for this claim only
 * @param open volumes that it may take, the smallest first
 * @param countedBy the driver that says how much room it has, null if the provisioner's does not
 */
record WaitingClaim(
    ClaimFact claim,
    StorageClassFact storageClass,
    List<VolumeFact> reserved,
    List<VolumeFact> open,
    @Nullable String countedBy) {
  private static final String NO_PROVISIONER = "kubernetes.io/no-provisioner";

  String name() {
    return claim.namespace() + "/" + claim.name();
  }

  /** Whether a volume can be made for it so that the node reaches it, as far as that is known. */
  boolean provisionedFor(NodeSpace node) {
    String provisioner = storageClass.provisioner();
    return !provisioner.isEmpty()
        && !provisioner.equals(NO_PROVISIONER)
        && NodeAffinity.attracted(storageClass.allowedTopologies(), "", node.labels());
  }
}
