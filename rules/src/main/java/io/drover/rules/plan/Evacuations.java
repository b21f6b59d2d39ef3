package io.drover.rules.plan;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.InterruptedNode;
import io.drover.rules.facts.InterruptionFact;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.PodFact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
    List<Announced> announced = announced();
    Map<GroupName, Integer> counts = new HashMap<>();
    announced.forEach(one -> counts.merge(one.record().group(), 1, Integer::sum));
    Map<NodeName, InterruptedNode> interrupted = new LinkedHashMap<>();
    for (Announced one : announced) {
      if (!leaving.contains(one.node())) {
        interrupted(one, counts.getOrDefault(one.record().group(), 0))
            .ifPresent(node -> interrupted.put(one.node(), node));
      }
    }
    if (interrupted.isEmpty()) {
      return Set.of();
    }
    return switch (policy.evacuations(List.copyOf(interrupted.values()))) {
      case PolicyAnswer.CutOff<Evacuation>(String detail) -> {
        notes.policy("spot", detail);
        yield Set.of();
      }
      case PolicyAnswer.Answered<Evacuation>(List<Concluded<Evacuation>> conclusions) ->
          remove(conclusions, interrupted);
    };
  }

  /** A node of a group whose machine was announced to go. */
  private record Announced(NodeName node, ManagedNodeFact record, InterruptionFact.Kind kind) {}

  private List<Announced> announced() {
    List<Announced> announced = new ArrayList<>();
    for (InterruptionFact notice : question.interruptions()) {
      question
          .world()
          .nodeOn(notice.providerId())
          .map(NodeFact::name)
          .flatMap(node -> recordOf(node).map(known -> new Announced(node, known, notice.kind())))
          .ifPresent(announced::add);
    }
    return announced;
  }

  private Optional<InterruptedNode> interrupted(Announced one, int announced) {
    GroupName group = one.record().group();
    int nodes = question.world().count(group).wanted();
    return question
        .world()
        .group(group)
        .map(known -> known.spec().behaviour().notices())
        .map(
            wanted ->
                new InterruptedNode(
                    one.node(),
                    group,
                    one.kind(),
                    wanted.drainInterrupted(),
                    wanted.drainRecommended(),
                    announced,
                    nodes,
                    wanted.stormShare()));
  }

  private Optional<ManagedNodeFact> recordOf(NodeName node) {
    return question.world().recordsNaming(node).stream()
        .filter(record -> record.phase() == ManagedNodeFact.Phase.READY)
        .findFirst();
  }

  private Set<NodeName> remove(
      List<Concluded<Evacuation>> conclusions, Map<NodeName, InterruptedNode> interrupted) {
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
                goesAnyway(interrupted.get(node)),
                concluded.reason()),
            new Justification(List.of(concluded.rule()), concluded.facts()));
      }
    }
    return going;
  }

  /** What is recommended only may be left where it does harm. */
  private static boolean goesAnyway(@Nullable InterruptedNode node) {
    return node != null && node.kind() == InterruptionFact.Kind.INTERRUPTION;
  }
}
