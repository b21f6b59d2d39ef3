package io.drover.rules.explain;

import io.drover.rules.facts.Freeze;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeStats;
import io.drover.rules.facts.ScaleDownTerms;
import io.drover.rules.plan.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What would have to be otherwise for a node to go, of each reason that is one threshold. */
final class NodeThresholds {
  private static final String ONLY_TIME = "nothing, only time: ";

  private final Evidence evidence;
  private final NodeFact node;
  private final List<Finding> why;

  /**
   * Looks at what keeps the node.
   *
   * @param why all of it
   */
  NodeThresholds(Evidence evidence, NodeFact node, List<Finding> why) {
    this.evidence = evidence;
    this.node = node;
    this.why = why;
  }

  List<String> changes() {
    List<String> changes = new ArrayList<>();
    for (Finding one : why) {
      change(Reason.valueOf(one.reason()), one).ifPresent(changes::add);
    }
    if (!changes.isEmpty() && changes.size() < why.size()) {
      changes.add("all else that keeps it");
    }
    return changes;
  }

  private Optional<String> change(Reason reason, Finding one) {
    return switch (reason) {
      case UTILIZATION_ABOVE_THRESHOLD -> utilization();
      case GROUP_AT_MINIMUM -> Optional.of("min of its group, or one more node in it");
      case SCALE_DOWN_DISABLED -> Optional.of("scaleDown.enabled of its group");
      case PROTECTED_BY_ANNOTATION ->
          Optional.of(
              "without the annotation " + NodeFact.DO_NOT_DISRUPT + " it would be looked at");
      case NOT_UNNEEDED_LONG_ENOUGH, GROUP_COOLING_DOWN, GROUP_OSCILLATES ->
          Optional.of(ONLY_TIME + one.text());
      default -> stats().flatMap(stats -> ofTerms(reason, stats));
    };
  }

  /** What its group asks of a node, where it is that which keeps it: own rules name reasons too. */
  private Optional<String> ofTerms(Reason reason, NodeStats stats) {
    ScaleDownTerms terms = stats.terms();
    return switch (reason) {
      case NODE_TOO_YOUNG ->
          Optional.of(
                  "%sit is %s old, its group wants %s"
                      .formatted(
                          ONLY_TIME,
                          RecordText.age(stats.age()),
                          RecordText.age(terms.minNodeAge())))
              .filter(any -> stats.age().compareTo(terms.minNodeAge()) < 0);
      case SAVING_TOO_SMALL ->
          Optional.of(
                  "it costs %s USD/h; scaleDown.minSaving of its group is %s"
                      .formatted(stats.pricePerHour(), terms.minSaving()))
              .filter(any -> stats.pricePerHour() < terms.minSaving());
      case OUTSIDE_HOURS ->
          evidence
              .world()
              .group(stats.group())
              .filter(any -> !terms.withinHours())
              .map(group -> group.spec().behaviour().scaleDown().terms().hours())
              .map(hours -> ONLY_TIME + "nodes of its group go at " + hours);
      case FROZEN ->
          evidence.question().settings().freezes().stream()
              .filter(freeze -> freeze.holds(evidence.question().now()))
              .map(Freeze::until)
              .max(Comparator.naturalOrder())
              .map(until -> ONLY_TIME + "its cluster is frozen until " + until);
      default -> Optional.empty();
    };
  }

  private Optional<NodeStats> stats() {
    return NodeExplanation.stats(evidence, node.name());
  }

  private Optional<String> utilization() {
    Optional<NodeStats> stats = stats();
    return stats
        .filter(one -> one.requested() > one.threshold())
        .map(
            one ->
                "requested %s of allocatable; it would be under-utilised at %s"
                    .formatted(
                        AmountText.share(one.requested()), AmountText.share(one.threshold())))
        .or(() -> reallyUsed(stats));
  }

  private Optional<String> reallyUsed(Optional<NodeStats> stats) {
    return evidence.question().usage().samples().stream()
        .filter(sample -> sample.node().equals(node.name()))
        .findFirst()
        .flatMap(
            sample ->
                stats.map(
                    one ->
                        "really used %s, busy above %s; its requests, %s, are under the threshold %s already"
                            .formatted(
                                AmountText.share(sample.used()),
                                AmountText.share(one.terms().maxUsage()),
                                AmountText.share(one.requested()),
                                AmountText.share(one.threshold()))));
  }
}
