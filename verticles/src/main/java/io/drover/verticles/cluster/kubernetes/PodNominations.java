package io.drover.verticles.cluster.kubernetes;

import io.drover.rules.facts.PodKey;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.ClusterOutcome;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;

/**
 * Nominates pods, on condition of their uid; blocks, and never repeats. No version: the scheduler
 * writes conditions all the time, and what it knows better than a nomination it goes by anyway.
 */
final class PodNominations {
  private static final PatchContext AS_MERGE = PatchContext.of(PatchType.JSON_MERGE);

  private final KubernetesClient once;

  PodNominations(KubernetesClient once) {
    this.once = once;
  }

  ClusterOutcome write(ClusterCommand.NominatePod command) {
    PodKey pod = command.pod();
    Map<String, Object> patch =
        Map.of(
            "metadata", Map.of("uid", command.uid()),
            "status", Map.of("nominatedNodeName", command.node().value()));
    try {
      Pod unused =
          once.resource(unread(pod)).subresource("status").patch(AS_MERGE, JsonPatch.json(patch));
      return new ClusterOutcome.Done();
    } catch (KubernetesClientException refused) {
      if (refused.getCode() != Failures.INVALID) {
        throw refused;
      }
      // It has been bound meanwhile: the API server takes no nomination for such a pod.
      return new ClusterOutcome.Absent(Failures.detail(refused));
    }
  }

  /** By name only the client would read the pod first, for which there is no right. */
  private static Pod unread(PodKey pod) {
    return new PodBuilder()
        .withNewMetadata()
        .withNamespace(pod.namespace())
        .withName(pod.name())
        .endMetadata()
        .build();
  }
}
