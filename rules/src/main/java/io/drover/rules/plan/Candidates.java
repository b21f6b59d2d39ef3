package io.drover.rules.plan;

import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.NodeLoad;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.NodeStats;
import io.drover.rules.facts.ServingNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Nodes that could go, in figures. */
final class Candidates {
  private static final double MICROS = 1e6;

  private final Question question;
  private final Expendables expendables;
  private final Map<NodeName, Double> used;
  private final Terms terms;
  private final Succession succession;

  /**
   * Looks at a question.
   *
   * @param used the larger fraction of cpu and memory that is really used, where it is known
   */
  Candidates(Question question, Notes notes, Expendables expendables, Map<NodeName, Double> used) {
    this.question = question;
    this.expendables = expendables;
    this.used = used;
    this.terms = new Terms(question, notes);
    this.succession = new Succession(question.world(), question.now());
  }

  /** All that serve in a group or are sick there, but for those that leave already. */
  List<Candidate> without(Set<NodeName> leaving) {
    List<Candidate> candidates = new ArrayList<>();
    add(question.world().servingNodes(), leaving, candidates);
    add(question.world().sickNodes(), leaving, candidates);
    return candidates;
  }

  private void add(
      Collection<ServingNode> nodes, Set<NodeName> leaving, List<Candidate> candidates) {
    for (ServingNode serving : nodes) {
      if (!leaving.contains(serving.name())) {
        question
            .world()
            .group(serving.group())
            .ifPresent(group -> candidates.add(candidate(serving, group)));
      }
    }
  }

  private Candidate candidate(ServingNode serving, NodeGroupFact group) {
    Mark mark = Mark.of(serving, question.observes(group), question);
    return new Candidate(serving.record(), group, stats(serving, group, mark), mark);
  }

  private NodeStats stats(ServingNode serving, NodeGroupFact group, Mark mark) {
    NodeLoad load = expendables.load(serving);
    Terms.OfGroup own = terms.of(group);
    Instant created = serving.createdAt();
    return new NodeStats(
        serving.name(),
        group.name(),
        fraction(load.cpuMillis(), serving.cpuMillis()),
        fraction(load.memoryBytes(), serving.memoryBytes()),
        serving.gpus() > 0 ? fraction(load.gpus(), serving.gpus()) : -1,
        load.pods(),
        group.spec().behaviour().scaleDown().utilizationThreshold(),
        created.isAfter(question.now()) ? Duration.ZERO : Duration.between(created, question.now()),
        serving.protectedByOwner(),
        serving.record().purchase().price().microsPerHour() / MICROS,
        mark.since() == null ? Duration.ZERO : Duration.between(mark.since(), question.now()),
        own.lifetime(serving),
        used.getOrDefault(serving.name(), 0.0),
        own.drifted(serving),
        !serving.ready(),
        own.unreadyFor(serving),
        succession.replaced(serving.record()),
        own.told());
  }

  /** Nothing allocatable counts as full. */
  private static double fraction(long requested, long allocatable) {
    return allocatable <= 0 ? 1.0 : (double) requested / allocatable;
  }
}
