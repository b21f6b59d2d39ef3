package io.drover.verticles.cluster.kubernetes;

import io.drover.rules.facts.HostPort;
import io.drover.rules.facts.NodeChoice;
import io.drover.rules.facts.PodNeeds;
import io.drover.rules.facts.SelectorTerm;
import io.drover.rules.facts.Toleration;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.NodeSelector;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a pod asks of a node, from its spec. */
final class PodNeedsProjection {
  private PodNeedsProjection() {}

  static PodNeeds needs(Pod pod) {
    return needs(pod, null);
  }

  /**
   * Of the pods that a controller would make.
   *
   * @param namespace the controller's own
   */
  static PodNeeds needs(String namespace, PodTemplateSpec template) {
    Pod pod = PodOfTemplate.pod(namespace, template);
    String node = OrEmpty.text(pod.getSpec().getNodeName());
    return needs(pod, node.isEmpty() ? null : node);
  }

  /** A pod of a cluster that names a node is bound to it and no more in search of one. */
  private static PodNeeds needs(Pod pod, @Nullable String onlyNode) {
    PodSpec spec = pod.getSpec();
    return new PodNeeds(
        PodRequests.of(spec, pod.getStatus()),
        new NodeChoice(
            onlyNode,
            OrEmpty.map(spec.getNodeSelector()),
            requiredTerms(spec.getAffinity()),
            tolerations(spec)),
        hostPorts(spec),
        CompanyProjection.company(pod),
        PodVolumesProjection.volumes(pod),
        NotSimulated.of(pod));
  }

  private static List<SelectorTerm> requiredTerms(@Nullable Affinity affinity) {
    if (affinity == null || affinity.getNodeAffinity() == null) {
      return List.of();
    }
    NodeSelector required =
        affinity.getNodeAffinity().getRequiredDuringSchedulingIgnoredDuringExecution();
    return required == null ? List.of() : Selectors.terms(required.getNodeSelectorTerms());
  }

  /** A toleration whose operator is not known tolerates nothing. */
  private static List<Toleration> tolerations(PodSpec spec) {
    return OrEmpty.list(spec.getTolerations()).stream()
        .filter(NotSimulated::knownOperator)
        .map(
            toleration ->
                new Toleration(
                    toleration.getKey(),
                    "Exists".equals(toleration.getOperator())
                        ? Toleration.Operator.EXISTS
                        : Toleration.Operator.EQUAL,
                    OrEmpty.text(toleration.getValue()),
                    OrEmpty.text(toleration.getEffect()).isEmpty()
                        ? null
                        : Taints.effect(toleration.getEffect())))
        .toList();
  }

  private static List<HostPort> hostPorts(PodSpec spec) {
    Stream<Container> running =
        Stream.concat(
            OrEmpty.list(spec.getContainers()).stream(),
            OrEmpty.list(spec.getInitContainers()).stream().filter(PodRequests::sidecar));
    return running
        .flatMap(container -> OrEmpty.list(container.getPorts()).stream())
        .filter(port -> port.getHostPort() != null && port.getHostPort() > 0)
        .map(PodNeedsProjection::hostPort)
        .toList();
  }

  private static HostPort hostPort(ContainerPort port) {
    return new HostPort(
        OrEmpty.text(port.getHostIP()),
        Objects.requireNonNullElse(port.getProtocol(), "TCP"),
        port.getHostPort());
  }
}
