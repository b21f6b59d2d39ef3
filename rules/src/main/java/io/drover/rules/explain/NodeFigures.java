package io.drover.rules.explain;

import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeStats;
import io.drover.rules.facts.UtilizationFact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A node in figures. */
final class NodeFigures {
  private final Evidence evidence;
  private final NodeFact node;

  NodeFigures(Evidence evidence, NodeFact node) {
    this.evidence = evidence;
    this.node = node;
  }

  List<Finding> findings(Optional<ManagedNodeFact> record) {
    List<Finding> findings = new ArrayList<>();
    record.ifPresent(one -> findings.addAll(ofRecord(one, evidence)));
    NodeExplanation.stats(evidence, node.name())
        .ifPresent(stats -> findings.addAll(requested(stats)));
    used().ifPresent(findings::add);
    String state = node.ready() ? "ready" : "not ready (" + node.readiness() + ")";
    findings.add(
        Finding.plain("state", state + (node.shape().unschedulable() ? ", cordoned" : "")));
    return findings;
  }

  private static List<Finding> requested(NodeStats stats) {
    return List.of(
        Finding.plain(
            "requested",
            "%s of allocatable (cpu %s, memory %s); threshold %s"
                .formatted(
                    AmountText.share(stats.requested()),
                    AmountText.share(stats.cpuRequested()),
                    AmountText.share(stats.memoryRequested()),
                    AmountText.share(stats.threshold()))),
        Finding.plain("pods that would move", "" + stats.pods()));
  }

  private Optional<Finding> used() {
    Optional<UtilizationFact> sample =
        evidence.question().usage().samples().stream()
            .filter(one -> one.node().equals(node.name()))
            .findFirst();
    return sample
        .map(
            one ->
                "cpu %s, memory %s, measured %s"
                    .formatted(
                        AmountText.share(one.cpu()),
                        AmountText.share(one.memory()),
                        one.sampledAt()))
        .or(
            () ->
                evidence.question().usage().expected()
                    ? Optional.of("not known: no sample is fresh")
                    : Optional.empty())
        .map(text -> Finding.plain("really used", text));
  }

  static List<Finding> ofRecord(ManagedNodeFact record, Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    findings.add(
        Finding.plain(
            "record",
            record.identity().name()
                + " of group "
                + record.group()
                + ", "
                + record.purchase().offering()
                + " at "
                + record.purchase().price()
                + " USD/h"));
    String since =
        RecordText.age(Duration.between(record.progress().since(), evidence.question().now()));
    String machine = record.progress().providerId();
    findings.add(
        Finding.plain(
            "phase",
            record.phase() + " for " + since + ", " + (machine == null ? "no machine" : machine)));
    if (!record.purchase().plan().isEmpty()) {
      findings.add(
          Finding.plain(
              "bought by", "plan " + record.purchase().plan() + ", " + record.purchase().reason()));
    }
    if (record.progress().failure() != null) {
      findings.add(Finding.plain("last failure", record.progress().failure()));
    }
    ManagedNodeFact.Removal removal = record.progress().removal();
    if (removal != null) {
      findings.add(Finding.plain("removed by", "plan " + removal.plan() + ", " + removal.reason()));
    }
    return findings;
  }
}
