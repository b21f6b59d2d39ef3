package io.drover.rules.scheduling;

import io.drover.rules.facts.NodeChoice;
import io.drover.rules.facts.PodNeeds;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The filters in kube-scheduler's order; as there, the first that refuses is reported. */
final class Predicates {
  private static final List<NodeFilter> OF_NODE =
      List.of(new NodeUnschedulable(), new NodeName(), new TaintToleration(), new NodeAffinity());

  private Predicates() {}

  /** What refuses one of the pods on the node, null if they may stand there. */
  static @Nullable WhyNot refusal(PodClass pods, NodeSpace node) {
    WhyNot lasting = lastingRefusal(pods, node);
    if (lasting != null) {
      return lasting;
    }
    WhyNot crowded = pods.rules().spread().refuses(node);
    return crowded != null ? crowded : pods.rules().company().refuses(node);
  }

  /**
   * What refuses them for as long as no pod leaves the node and the node stays as it is: other
   * nodes make no difference, except to claims.
   */
  static @Nullable WhyNot lastingRefusal(PodClass pods, NodeSpace node) {
    WhyNot unknown = notSimulated(pods.needs());
    if (unknown != null) {
      return unknown;
    }
    if (node.closed()) {
      return NodeUnschedulable.REFUSAL;
    }
    WhyNot ofNode = pods.rules().nodes().refusal(node);
    if (ofNode != null) {
      return ofNode;
    }
    WhyNot ports = NodePorts.refuses(pods.needs().hostPorts(), node);
    if (ports != null) {
      return ports;
    }
    if (!NodeResourcesFit.fits(pods.asks(), node)) {
      return NodeResourcesFit.refusal(pods, node);
    }
    return pods.plain() ? null : pods.rules().mounts().refuses(node);
  }

  /** Whether nothing but amounts and volumes could refuse them on the node. */
  static boolean lacksRoomOnly(PodClass pods, NodeSpace node) {
    return notSimulated(pods.needs()) == null
        && !node.closed()
        && pods.rules().nodes().refusal(node) == null
        && NodePorts.refuses(pods.needs().hostPorts(), node) == null
        && pods.rules().spread().refuses(node) == null
        && pods.rules().company().refuses(node) == null;
  }

  /** Whether they are refused for as long as no pod leaves any node and nodes stay as they are. */
  static boolean refusesForGood(PodClass pods, NodeSpace node) {
    return pods.rules().mounts().steady()
        && (!NodeResourcesFit.fits(pods.asks(), node)
            || lastingRefusal(pods, node) != null
            || pods.rules().company().crowded(node));
  }

  /** What refuses pods with this choice of nodes, whatever runs on the node. */
  static @Nullable WhyNot refusalOfNode(NodeChoice choice, NodeSpace node) {
    for (NodeFilter filter : OF_NODE) {
      WhyNot refusal = filter.refuses(choice, node);
      if (refusal != null) {
        return refusal;
      }
    }
    return null;
  }

  /** What the pods themselves are the reason for, whatever nodes there are. */
  static @Nullable WhyNot ofThePod(PodNeeds needs) {
    WhyNot unknown = notSimulated(needs);
    return unknown != null ? unknown : Contradiction.of(needs.nodes());
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
}
