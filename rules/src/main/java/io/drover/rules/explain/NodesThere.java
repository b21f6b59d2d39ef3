package io.drover.rules.explain;

import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.PodFact;
import io.drover.rules.plan.Reason;
import io.drover.rules.scheduling.ClusterModel;
import io.drover.rules.scheduling.WhyNot;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Why no node that is there takes a pod, counted as kube-scheduler counts it. */
final class NodesThere {
  private final ClusterModel model;

  NodesThere(Evidence evidence) {
    this(new ClusterModel(evidence.world()));
  }

  NodesThere(ClusterModel model) {
    this.model = model;
  }

  Section section(PodFact pod) {
    Map<WhyNot, Integer> counted = counted(pod, "");
    int refusing = counted.values().stream().mapToInt(Integer::intValue).sum();
    List<Finding> findings =
        counted.entrySet().stream()
            .sorted(Map.Entry.<WhyNot, Integer>comparingByValue().reversed())
            .map(
                entry ->
                    Finding.of(
                        entry.getValue() + (entry.getValue() == 1 ? " node" : " nodes"),
                        Reason.of(entry.getKey().cause()),
                        entry.getKey().detail()))
            .toList();
    return new Section(
        "nodes that are there: " + (model.size() - refusing) + " of " + model.size() + " take it",
        findings);
  }

  /** Of all nodes but this one: {@code 2 Insufficient cpu, 1 node(s) had untolerated taint}. */
  String line(PodFact pod, NodeName except) {
    return counted(pod, except.value()).entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey().detail())
        .collect(Collectors.joining(", "));
  }

  private Map<WhyNot, Integer> counted(PodFact pod, String except) {
    Map<WhyNot, Integer> counted =
        new TreeMap<>(Comparator.comparing(WhyNot::cause).thenComparing(WhyNot::detail));
    model
        .refusals(pod)
        .forEach((node, why) -> counted.merge(why, node.equals(except) ? 0 : 1, Integer::sum));
    counted.values().removeIf(none -> none == 0);
    return counted;
  }
}
