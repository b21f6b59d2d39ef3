package io.drover.rules.plan;

import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.NodeLoad;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.NodeStats;
import io.drover.rules.facts.ServingNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Nodes that could go, in figures. */
final class Candidates {
  private final Question question;
  private final Expendables expendables;

  Candidates(Question question, Expendables expendables) {
    this.question = question;
    this.expendables = expendables;
  }

  /** All that serve in a group, but for those that leave already. */
  List<Candidate> without(Set<NodeName> leaving) {
    List<Candidate> candidates = new ArrayList<>();
    for (ServingNode serving : question.world().servingNodes()) {
      if (!leaving.contains(serving.name())) {
        question
            .world()
            .group(serving.group())
            .ifPresent(group -> candidates.add(candidate(serving, group)));
      }
    }
    return candidates;
  }

  private Candidate candidate(ServingNode serving, NodeGroupFact group) {
    Mark mark = Mark.of(serving, question.observes(group), question);
    return new Candidate(serving.record(), group, stats(serving, group), mark);
  }

  private NodeStats stats(ServingNode serving, NodeGroupFact group) {
    NodeLoad load = expendables.load(serving);
    return new NodeStats(
        serving.name(),
        group.name(),
        fraction(load.cpuMillis(), serving.cpuMillis()),
        fraction(load.memoryBytes(), serving.memoryBytes()),
        load.pods(),
        group.spec().behaviour().scaleDown().utilizationThreshold(),
        Duration.between(serving.createdAt(), question.now()),
        serving.protectedByOwner());
  }

  /** Nothing allocatable counts as full. */
  private static double fraction(long requested, long allocatable) {
    return allocatable <= 0 ? 1.0 : (double) requested / allocatable;
  }
}
