package io.drover.rules.explain;

import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.NodeStats;
import io.drover.rules.plan.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Why a node stays, all reasons of it, or how far it is on its way in or out. */
final class NodeExplanation {
  private final Evidence evidence;

  NodeExplanation(Evidence evidence) {
    this.evidence = evidence;
  }

  /** Of the Node, or of the {@code ManagedNode}, of that name; empty if there is neither. */
  Optional<Explained> of(NodeName name) {
    Optional<ManagedNodeFact> record =
        evidence.recordOf(name).or(() -> evidence.world().managedNode(name.value()));
    Optional<NodeFact> node =
        evidence
            .world()
            .node(name)
            .or(() -> record.map(one -> one.progress().nodeName()).flatMap(evidence.world()::node));
    if (node.isEmpty() && record.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        record.isPresent()
                && (node.isEmpty() || record.get().phase() != ManagedNodeFact.Phase.READY)
            ? moving(name, record.get(), node)
            : staying(node.orElseThrow(), record));
  }

  private DecisionRecord moving(NodeName name, ManagedNodeFact record, Optional<NodeFact> node) {
    ManagedNodeFact.Removal removal = record.progress().removal();
    String summary =
        record.wanted()
            ? "is on its way, " + record.phase()
            : (record.over() ? "is no more, " : "is going, ")
                + record.phase()
                + (removal == null ? "" : " for " + removal.reason());
    List<Finding> findings =
        record.phase() == ManagedNodeFact.Phase.READY && node.isEmpty()
            ? evidence.rejections("node " + record.identity().name()).stream()
                .map(one -> Finding.of("its Node", one.reason(), one.detail()))
                .toList()
            : List.of();
    List<Section> sections = new ArrayList<>();
    sections.add(new Section("record", NodeFigures.ofRecord(record, evidence)));
    if (!findings.isEmpty()) {
      sections.add(new Section("what is missing", findings));
      summary = "has a machine, and no Node";
    }
    return record("node " + name, summary, sections, List.of());
  }

  private DecisionRecord staying(NodeFact node, Optional<ManagedNodeFact> record) {
    NodeReasons reasons = new NodeReasons(evidence, node, record);
    List<Finding> why = reasons.all();
    List<Section> sections = new ArrayList<>();
    NodeFigures figures = new NodeFigures(evidence, node);
    sections.add(new Section("figures", figures.findings(record)));
    sections.add(
        new Section(
            why.isEmpty() ? "nothing keeps it" : "what keeps it, the first reason first", why));
    List<String> changes = new NodeThresholds(evidence, node, why).changes();
    return record("node " + node.name(), summary(why), sections, changes);
  }

  private static String summary(List<Finding> why) {
    if (why.isEmpty()) {
      return "may go: nothing keeps it";
    }
    return switch (Reason.valueOf(why.getFirst().reason())) {
      case NODE_NOT_OURS -> "stays: it is not one of Drover's";
      case CONTROL_PLANE_NODE -> "stays: it is of the control plane";
      case UTILIZATION_ABOVE_THRESHOLD -> "stays: it is used above its group's threshold";
      case NO_PLACE_TO_MOVE_PODS -> "stays: pods on it fit nowhere else";
      case NOT_UNNEEDED_LONG_ENOUGH -> "stays for now: " + why.getFirst().text();
      case GROUP_COOLING_DOWN -> "stays for now: its group rests";
      case GROUP_AT_MINIMUM -> "stays: its group is at its minimum";
      case PROTECTED_BY_ANNOTATION -> "stays: its owner protects it";
      default ->
          "stays: "
              + (why.getFirst().text().isEmpty() ? why.getFirst().about() : why.getFirst().text());
    };
  }

  private DecisionRecord record(
      String subject, String summary, List<Section> sections, List<String> changes) {
    return new DecisionRecord(
        subject, summary, evidence.caveats(), evidence.basis(), sections, changes);
  }

  /** What the newest plan knew of the node in figures. */
  static Optional<NodeStats> stats(Evidence evidence, NodeName node) {
    return evidence.considered().nodes().stream()
        .filter(stats -> stats.node().equals(node))
        .findFirst();
  }
}
