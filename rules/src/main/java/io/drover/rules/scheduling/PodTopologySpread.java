package io.drover.rules.scheduling;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * No domain may have more of the pods than the emptiest one and the skew allowed.
 *
 * @param rules one for each constraint of the pod, in its order
 */
record PodTopologySpread(List<Rule> rules) {
  static final PodTopologySpread NONE = new PodTopologySpread(List.of());

  private static final WhyNot NO_LABEL =
      new WhyNot(
          WhyNot.Cause.TOPOLOGY_SPREAD,
          "node(s) didn't match pod topology spread constraints (missing required label)");
  private static final WhyNot SKEWED =
      new WhyNot(
          WhyNot.Cause.TOPOLOGY_SPREAD, "node(s) didn't match pod topology spread constraints");

  /**
   * One constraint.
   *
   * @param self 1 if the pod itself is one of those that are counted, else 0
   */
  record Rule(Spread spread, int maxSkew, int minDomains, int self) {}

  @Nullable WhyNot refuses(NodeSpace node) {
    for (Rule rule : rules) {
      if (node.domain(rule.spread.topology()) == Topology.NONE) {
        return NO_LABEL;
      }
      int skew = rule.spread.at(node) + rule.self - rule.spread.fewest(rule.minDomains);
      if (skew > rule.maxSkew) {
        return SKEWED;
      }
    }
    return null;
  }
}
