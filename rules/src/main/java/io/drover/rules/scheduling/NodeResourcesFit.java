package io.drover.rules.scheduling;

import java.util.TreeSet;

/** What the pod requests must be free on the node, of each resource. */
final class NodeResourcesFit {
  private NodeResourcesFit() {}

  static boolean fits(long[] asks, NodeSpace node) {
    for (int r = 0; r < asks.length; r++) {
      if (asks[r] > 0 && asks[r] > node.free(r)) {
        return false;
      }
    }
    return true;
  }

  /** Names what there is too little of. */
  static WhyNot refusal(PodClass pods, NodeSpace node) {
    TreeSet<String> lacking = new TreeSet<>();
    for (int r = 0; r < pods.asks().length; r++) {
      if (pods.asks()[r] > 0 && pods.asks()[r] > node.free(r)) {
        lacking.add(r == ResourceTable.PODS ? "Too many pods" : "Insufficient " + pods.resource(r));
      }
    }
    String names = String.join(", ", lacking);
    return new WhyNot(WhyNot.Cause.INSUFFICIENT_RESOURCES, names);
  }
}
