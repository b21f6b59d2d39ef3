package io.drover.rules.scheduling;

import io.drover.rules.facts.PodNeeds;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The filters in kube-scheduler's order; as there, the first that refuses is reported. */
final class Predicates {
  /** What only a change of the node itself can mend. */
  private static final List<Filter> OF_NODE =
      List.of(new NodeUnschedulable(), new TaintToleration(), new NodeAffinity());

  /** What depends on the pods that are there. */
  private static final List<Filter> OF_ROOM = List.of(new NodePorts(), new NodeResourcesFit());

  private Predicates() {}

  static @Nullable WhyNot refusal(PodNeeds needs, NodeSpace node) {
    WhyNot ofNode = refusalOfNode(needs, node);
    return ofNode != null ? ofNode : refusalOfRoom(needs, node);
  }

  static @Nullable WhyNot refusalOfNode(PodNeeds needs, NodeSpace node) {
    WhyNot unknown = notSimulated(needs);
    return unknown != null ? unknown : first(OF_NODE, needs, node);
  }

  static @Nullable WhyNot refusalOfRoom(PodNeeds needs, NodeSpace node) {
    return first(OF_ROOM, needs, node);
  }

  /** A pod with a constraint that the model does not know is never placed. */
  static @Nullable WhyNot notSimulated(PodNeeds needs) {
    return needs.notSimulated().isEmpty()
        ? null
        : new WhyNot(
            WhyNot.Cause.POD_NOT_SIMULATED,
            "pod has constraints that are not simulated: "
                + String.join(", ", new TreeSet<>(needs.notSimulated())));
  }

  private static @Nullable WhyNot first(List<Filter> filters, PodNeeds needs, NodeSpace node) {
    for (Filter filter : filters) {
      WhyNot refusal = filter.refuses(needs, node);
      if (refusal != null) {
        return refusal;
      }
    }
    return null;
  }
}
