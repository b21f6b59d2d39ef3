package io.drover.verticles.cluster.kubernetes;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Taint;
import java.util.List;
import java.util.Map;

/** What Drover changes of a Node, as it is or as it should be. */
record Dress(Map<String, String> labels, List<Taint> taints, boolean cordoned) {
  Dress {
    labels = Map.copyOf(labels);
    taints = List.copyOf(taints);
  }

  static Dress of(Node node) {
    return new Dress(
        OrEmpty.map(node.getMetadata().getLabels()),
        OrEmpty.list(node.getSpec().getTaints()),
        Boolean.TRUE.equals(node.getSpec().getUnschedulable()));
  }

  Dress with(List<Taint> others) {
    return new Dress(labels, others, cordoned);
  }
}
