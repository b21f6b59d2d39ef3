package io.drover.verticles.cluster.kubernetes;

import io.drover.rules.facts.DaemonSetFact;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;

/** A DaemonSet as a fact. */
final class DaemonSetProjection {
  private DaemonSetProjection() {}

  static DaemonSetFact fact(DaemonSet daemonSet) {
    return new DaemonSetFact(
        daemonSet.getMetadata().getNamespace(),
        daemonSet.getMetadata().getName(),
        PodNeedsProjection.needs(
            daemonSet.getMetadata().getNamespace(), daemonSet.getSpec().getTemplate()));
  }
}
