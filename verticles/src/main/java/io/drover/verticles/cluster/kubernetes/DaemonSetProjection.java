package io.drover.verticles.cluster.kubernetes;

import io.drover.rules.facts.DaemonSetFact;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import java.util.Map;

/** A DaemonSet as a fact. */
final class DaemonSetProjection {
  private DaemonSetProjection() {}

  static DaemonSetFact fact(DaemonSet daemonSet) {
    String namespace = daemonSet.getMetadata().getNamespace();
    PodTemplateSpec template = daemonSet.getSpec().getTemplate();
    return new DaemonSetFact(
        namespace,
        daemonSet.getMetadata().getName(),
        template.getMetadata() == null ? Map.of() : OrEmpty.map(template.getMetadata().getLabels()),
        PodNeedsProjection.needs(namespace, template));
  }
}
