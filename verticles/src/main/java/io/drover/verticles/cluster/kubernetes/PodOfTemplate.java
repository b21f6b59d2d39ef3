package io.drover.verticles.cluster.kubernetes;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodAffinityTerm;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The pod that the API server would make of a template, without a name: what it fills in for pods
 * it leaves out of templates.
 */
final class PodOfTemplate {
  private PodOfTemplate() {}

  static Pod pod(String namespace, PodTemplateSpec template) {
    ObjectMeta meta = new ObjectMeta();
    meta.setNamespace(namespace);
    Map<String, String> labels =
        template.getMetadata() == null ? Map.of() : OrEmpty.map(template.getMetadata().getLabels());
    meta.setLabels(labels);
    PodSpec spec = new PodSpecBuilder(template.getSpec()).build();
    containers(spec).forEach(container -> requestWhatIsTheLimit(container.getResources()));
    requestWhatIsThePodsLimit(spec);
    if (Boolean.TRUE.equals(spec.getHostNetwork())) {
      containers(spec)
          .flatMap(container -> OrEmpty.list(container.getPorts()).stream())
          .forEach(PodOfTemplate::takeOnTheHost);
    }
    companions(spec.getAffinity()).forEach(term -> resolveKeys(term, labels));
    return new Pod(null, null, meta, spec, null);
  }

  private static Stream<Container> containers(PodSpec spec) {
    return Stream.concat(
        OrEmpty.list(spec.getContainers()).stream(),
        OrEmpty.list(spec.getInitContainers()).stream());
  }

  private static void requestWhatIsTheLimit(@Nullable ResourceRequirements resources) {
    if (resources != null) {
      Map<String, Quantity> requests = new HashMap<>(OrEmpty.map(resources.getLimits()));
      requests.putAll(OrEmpty.map(resources.getRequests()));
      resources.setRequests(requests);
    }
  }

  /** CPU and memory are requested by the containers, where these ask for any at all. */
  private static void requestWhatIsThePodsLimit(PodSpec spec) {
    ResourceRequirements resources = spec.getResources();
    if (resources == null) {
      return;
    }
    ExactAmounts asked = PodRequests.ofContainers(spec, Resizes.of(null));
    Map<String, Quantity> requests = new HashMap<>(OrEmpty.map(resources.getRequests()));
    OrEmpty.map(resources.getLimits())
        .forEach(
            (name, limit) -> {
              boolean left = name.startsWith("hugepages-") || !asked.says(name);
              if (PodRequests.ofWholePods(name) && left) {
                requests.putIfAbsent(name, limit);
              }
            });
    resources.setRequests(requests);
  }

  private static void takeOnTheHost(ContainerPort port) {
    if (port.getHostPort() == null || port.getHostPort() == 0) {
      port.setHostPort(port.getContainerPort());
    }
  }

  private static Stream<PodAffinityTerm> companions(@Nullable Affinity affinity) {
    if (affinity == null) {
      return Stream.of();
    }
    var near = affinity.getPodAffinity();
    var apart = affinity.getPodAntiAffinity();
    return Stream.concat(
        near == null
            ? Stream.of()
            : OrEmpty.list(near.getRequiredDuringSchedulingIgnoredDuringExecution()).stream(),
        apart == null
            ? Stream.of()
            : OrEmpty.list(apart.getRequiredDuringSchedulingIgnoredDuringExecution()).stream());
  }

  /** Keys of labels become requirements of the selector; without a selector they mean nothing. */
  private static void resolveKeys(PodAffinityTerm term, Map<String, String> labels) {
    LabelSelector selector = term.getLabelSelector();
    if (selector == null) {
      return;
    }
    List<LabelSelectorRequirement> expressions =
        new ArrayList<>(OrEmpty.list(selector.getMatchExpressions()));
    add("In", term.getMatchLabelKeys(), labels, expressions);
    add("NotIn", term.getMismatchLabelKeys(), labels, expressions);
    selector.setMatchExpressions(expressions);
  }

  private static void add(
      String operator,
      @Nullable List<String> keys,
      Map<String, String> labels,
      List<LabelSelectorRequirement> expressions) {
    for (String key : OrEmpty.list(keys)) {
      String value = labels.get(key);
      if (value != null) {
        expressions.add(new LabelSelectorRequirement(key, operator, List.of(value)));
      }
    }
  }
}
