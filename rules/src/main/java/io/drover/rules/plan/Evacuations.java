package io.drover.rules.plan;

import io.drover.rules.facts.InterruptedNode;
import io.drover.rules.facts.InterruptionFact;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.PodFact;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which nodes are drained because their machines were announced to go. */
final class Evacuations {
  private final ScalingPolicy policy;
  private final Question question;
  private final Notes notes;

  Evacuations(ScalingPolicy policy, Question question, Notes notes) {
    this.policy = policy;
    this.question = question;
    this.notes = notes;
  }

  /** Plans the removals; returns the nodes that go. */
  Set<NodeName> plan(Set<NodeName> leaving) {
    List<InterruptedNode> interrupted = new ArrayList<>();
    for (InterruptionFact notice : question.interruptions()) {
      interrupted(notice)
          .filter(node -> !leaving.contains(node.node()))
          .ifPresent(interrupted::add);
    }
    if (interrupted.isEmpty()) {
      return Set.of();
    }
    return switch (policy.evacuations(interrupted)) {
      case PolicyAnswer.CutOff<Evacuation>(String detail) -> {
        notes.policy("spot", detail);
        yield Set.of();
      }
      case PolicyAnswer.Answered<Evacuation>(List<Concluded<Evacuation>> conclusions) ->
          remove(conclusions);
    };
  }

  private Optional<InterruptedNode> interrupted(InterruptionFact notice) {
    return question.world().nodes().stream()
        .filter(node -> notice.providerId().equals(node.providerId()))
        .findFirst()
        .flatMap(node -> recordOf(node.name()).map(record -> of(node, record, notice)));
  }

  private static InterruptedNode of(
      NodeFact node, ManagedNodeFact record, InterruptionFact notice) {
    return new InterruptedNode(node.name(), record.group(), notice.kind());
  }

  private Optional<ManagedNodeFact> recordOf(NodeName node) {
    return question.world().managedNodes().stream()
        .filter(record -> node.equals(record.progress().nodeName()))
        .filter(record -> record.phase() == ManagedNodeFact.Phase.READY)
        .findFirst();
  }

  private Set<NodeName> remove(List<Concluded<Evacuation>> conclusions) {
    Set<NodeName> going = new HashSet<>();
    for (Concluded<Evacuation> concluded : conclusions) {
      NodeName node = concluded.conclusion().node();
      Optional<ManagedNodeFact> record = recordOf(node);
      if (record.isPresent() && going.add(node)) {
        notes.act(
            new Action.RemoveNode(
                record.get().group(),
                record.get().identity().name(),
                node,
                Moving.from(question.world(), node).stream().map(PodFact::podKey).toList(),
                true,
                Reason.NODE_INTERRUPTED),
            new Justification(List.of(concluded.rule()), concluded.facts()));
      }
    }
    return going;
  }
}
