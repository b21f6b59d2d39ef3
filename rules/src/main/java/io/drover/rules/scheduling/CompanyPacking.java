package io.drover.rules.scheduling;

import io.drover.rules.facts.PodFact;
import java.util.BitSet;
import java.util.List;

/**
 * Places pods that mind who runs near them, or mount volumes, one after the other: onto the first
 * planned node that takes the pod, else onto a new one. The model is asked for each pod, so that
 * what is planned is what the filters allow.
 */
final class CompanyPacking {
  private final PlannedNodes planned;
  private final Ranking ranking;
  private final Sites sites;

  /**
   * A packing onto these nodes.
   *
   * @param ranking in which order offers are tried for a new node
   * @param sites which of equal offers is taken
   */
  CompanyPacking(PlannedNodes planned, Ranking ranking, Sites sites) {
    this.planned = planned;
    this.ranking = ranking;
    this.sites = sites;
  }

  /** Puts the pod on a planned node, a larger one or a new one; false if there is none for it. */
  boolean place(PodFact pod) {
    return beside(pod) || onLargerNode(pod) || onNewNode(pod);
  }

  private boolean onLargerNode(PodFact pod) {
    PlannedNodes.Planned node =
        ranking.growing()
            ? planned.grow(pod, planned.places().cost(ranking.equals().getFirst().getFirst()))
            : null;
    if (node != null) {
      sites.join(node.offer(), pod);
    }
    return node != null;
  }

  /** Puts the pod on a planned node; false if none takes it. */
  boolean beside(PodFact pod) {
    PlannedNodes.Planned node = planned.beside(pod);
    if (node != null) {
      sites.join(node.offer(), pod);
    }
    return node != null;
  }

  private boolean onNewNode(PodFact pod) {
    BitSet refused = new BitSet();
    for (List<Integer> equals : ranking.equals()) {
      List<Integer> left =
          equals.stream().filter(offer -> !refused.get(planned.places().site(offer))).toList();
      if (!left.isEmpty() && onNewNode(pod, left, refused)) {
        return true;
      }
    }
    return false;
  }

  /** What refuses a pod for the place of a node does so whatever size the node has. */
  private boolean onNewNode(PodFact pod, List<Integer> equals, BitSet refused) {
    for (int offer : sites.bestFirst(equals, equals.getFirst(), List.of(pod))) {
      WhyNot refusal = planned.open(pod, offer);
      if (refusal == null) {
        sites.settle(offer, List.of(pod));
        return true;
      }
      if (refusal.ofSite()) {
        refused.set(planned.places().site(offer));
      }
    }
    return false;
  }
}
