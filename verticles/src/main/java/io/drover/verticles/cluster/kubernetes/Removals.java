package io.drover.verticles.cluster.kubernetes;

import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.PodKey;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.ClusterOutcome;
import io.drover.verticles.cluster.kubernetes.objects.NodeGroup;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.HashMap;
import java.util.Map;

/**
 * Evicts pods and deletes Nodes and node groups, on condition of their uid; blocks, and never
 * repeats.
 */
final class Removals {
  private static final String GROUPS =
      "/apis/" + NodeGroup.API_GROUP + "/" + NodeGroup.API_VERSION + "/nodegroups/";

  private final KubernetesClient once;

  Removals(KubernetesClient once) {
    this.once = once;
  }

  /** Raw, because the client's own eviction loses why it was refused. */
  ClusterOutcome evict(ClusterCommand.EvictPod command) {
    PodKey pod = command.pod();
    String path = "/api/v1/namespaces/%s/pods/%s/eviction".formatted(pod.namespace(), pod.name());
    Map<String, Object> eviction =
        Map.of(
            "apiVersion",
            "policy/v1",
            "kind",
            "Eviction",
            "metadata",
            Map.of("namespace", pod.namespace(), "name", pod.name()),
            "deleteOptions",
            Map.of("preconditions", Map.of("uid", command.uid())));
    String unused = once.raw(path, "POST", eviction);
    return new ClusterOutcome.Done();
  }

  ClusterOutcome deletePod(ClusterCommand.DeletePod command) {
    PodKey pod = command.pod();
    String path = "/api/v1/namespaces/%s/pods/%s".formatted(pod.namespace(), pod.name());
    Map<String, Object> options = new HashMap<>(options(Map.of("uid", command.uid())));
    options.put("gracePeriodSeconds", command.grace().toSeconds());
    String unused = once.raw(path, "DELETE", options);
    return new ClusterOutcome.Done();
  }

  ClusterOutcome deleteNode(NodeName node, String uid) {
    String unused = once.raw("/api/v1/nodes/" + node, "DELETE", options(Map.of("uid", uid)));
    return new ClusterOutcome.Done();
  }

  ClusterOutcome dropGroup(ClusterCommand.DropGroup command) {
    Map<String, String> preconditions =
        Map.of("uid", command.uid(), "resourceVersion", command.resourceVersion());
    String unused = once.raw(GROUPS + command.group(), "DELETE", options(preconditions));
    return new ClusterOutcome.Done();
  }

  static Map<String, Object> options(Map<String, String> preconditions) {
    return Map.of("apiVersion", "v1", "kind", "DeleteOptions", "preconditions", preconditions);
  }
}
