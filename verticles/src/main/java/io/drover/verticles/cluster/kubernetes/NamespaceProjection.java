package io.drover.verticles.cluster.kubernetes;

import io.drover.rules.facts.NamespaceFact;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceStatus;

/** A Namespace as a fact. */
final class NamespaceProjection {
  private NamespaceProjection() {}

  static NamespaceFact fact(Namespace namespace) {
    NamespaceStatus status = namespace.getStatus();
    boolean ending = status != null && "Terminating".equals(status.getPhase());
    boolean terminating = ending || namespace.getMetadata().getDeletionTimestamp() != null;
    return new NamespaceFact(
        namespace.getMetadata().getName(),
        OrEmpty.map(namespace.getMetadata().getLabels()),
        terminating);
  }
}
