package io.drover.verticles.clusterautoscaler;

import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.Taint;
import java.util.List;

/** What the Cluster Autoscaler notes on nodes, where Drover has notes of its own. */
final class Upstream {
  private static final String TO_BE_DELETED = "ToBeDeletedByClusterAutoscaler";
  private static final String CANDIDATE = "DeletionCandidateOfClusterAutoscaler";

  private Upstream() {}

  /** Whether it is being removed; Drover has that in the node's record. */
  static boolean toBeDeleted(NodeFact node) {
    return node.shape().taints().stream().anyMatch(taint -> taint.key().equals(TO_BE_DELETED));
  }

  /** The node with Drover's taint in the place of theirs since when it has been unneeded. */
  static NodeFact noted(NodeFact node) {
    List<Taint> taints = node.shape().taints().stream().map(Upstream::noted).toList();
    return Round.tainted(node, taints);
  }

  private static Taint noted(Taint taint) {
    return taint.key().equals(CANDIDATE)
        ? new Taint(NodeFact.CANDIDATE_TAINT, taint.value(), taint.effect())
        : taint;
  }
}
