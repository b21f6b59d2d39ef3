package io.drover.rules.explain;

import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeStats;
import io.drover.rules.plan.Concluded;
import io.drover.rules.plan.Reason;
import io.drover.rules.plan.Unneeded;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the scale-down rules leave of a node. */
final class RuleReasons {
  private final Evidence evidence;
  private final NodeFact node;

  RuleReasons(Evidence evidence, NodeFact node) {
    this.evidence = evidence;
    this.node = node;
  }

  List<Finding> found() {
    List<Finding> found = new ArrayList<>();
    evidence
        .rejections("policy scale-down")
        .forEach(one -> found.add(Finding.of("scale-down rules", one.reason(), one.detail())));
    Optional<NodeStats> stats = NodeExplanation.stats(evidence, node.name());
    if (found.isEmpty() && stats.isPresent() && unneeded().isEmpty()) {
      found.add(needed(stats.get()));
    }
    return found;
  }

  /** The rule that calls the node unneeded. */
  Optional<Concluded<Unneeded>> unneeded() {
    return evidence.considered().unneeded().stream()
        .filter(one -> one.conclusion().node().equals(node.name()))
        .findFirst();
  }

  private static Finding needed(NodeStats stats) {
    String share =
        "requested %s of allocatable, threshold %s"
            .formatted(AmountText.share(stats.requested()), AmountText.share(stats.threshold()));
    if (stats.protectedByOwner()) {
      return Finding.of("the node", Reason.PROTECTED_BY_ANNOTATION, NodeFact.DO_NOT_DISRUPT);
    }
    return Finding.of(
        "scale-down rules",
        stats.requested() > stats.threshold()
            ? Reason.UTILIZATION_ABOVE_THRESHOLD
            : Reason.NOT_APPROVED_BY_POLICY,
        share + "; no rule calls it unneeded");
  }
}
