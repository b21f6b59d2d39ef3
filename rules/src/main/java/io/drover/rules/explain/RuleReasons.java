package io.drover.rules.explain;

import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeStats;
import io.drover.rules.plan.Concluded;
import io.drover.rules.plan.Kept;
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
    if (found.isEmpty()) {
      List<Concluded<Kept>> kept = kept();
      kept.forEach(
          one -> found.add(Finding.ofRule("rule " + one.rule(), one.reason(), one.facts())));
      NodeExplanation.stats(evidence, node.name())
          .filter(any -> unneeded().isEmpty())
          .filter(stats -> kept.isEmpty() || stats.requested() > stats.threshold())
          .ifPresent(stats -> found.add(needed(stats)));
    }
    return found;
  }

  /** Whether a rule has the node stay for this. */
  boolean keep(Reason reason) {
    return kept().stream().anyMatch(one -> one.reason() == reason);
  }

  private List<Concluded<Kept>> kept() {
    return evidence.considered().kept().stream()
        .filter(one -> one.conclusion().node().equals(node.name()))
        .toList();
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
