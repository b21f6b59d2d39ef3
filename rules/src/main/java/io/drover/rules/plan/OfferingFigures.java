package io.drover.rules.plan;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.OfferingId;
import io.drover.rules.facts.OfferingStats;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts what the groups have of each offering, for the rules. */
final class OfferingFigures {
  private static final double MICROS = 1e6;

  private final Question question;
  private final Map<GroupName, Map<OfferingId, Integer>> counts = new HashMap<>();

  private OfferingFigures(Question question) {
    this.question = question;
    for (ManagedNodeFact record : question.world().managedNodes()) {
      if (Counted.counts(record)) {
        counts
            .computeIfAbsent(record.group(), any -> new HashMap<>())
            .merge(record.purchase().offering(), 1, Integer::sum);
      }
    }
  }

  /** Each offering that a group may buy, once for each group. */
  static List<OfferingStats> of(Question question) {
    OfferingFigures figures = new OfferingFigures(question);
    List<OfferingStats> all = new ArrayList<>();
    question.world().groups().forEach(group -> figures.addAll(group, all));
    return all;
  }

  private void addAll(NodeGroupFact group, List<OfferingStats> all) {
    Map<OfferingId, Integer> has = counts.getOrDefault(group.name(), Map.of());
    int nodes = 0;
    int spot = 0;
    for (Map.Entry<OfferingId, Integer> each : has.entrySet()) {
      nodes += each.getValue();
      spot += each.getKey().capacityType().equals(OfferingId.SPOT) ? each.getValue() : 0;
    }
    for (OfferingFact offering :
        question.offerings().getOrDefault(group.spec().provider(), List.of())) {
      if (group.spec().choice().allows(offering.id())) {
        all.add(
            new OfferingStats(
                group.name(),
                offering.id(),
                offering.price().microsPerHour() / MICROS,
                has.getOrDefault(offering.id(), 0),
                failures(group, offering.id()),
                nodes,
                spot,
                group.spec().behaviour().scaleUp().aims().maxSpotShare()));
      }
    }
  }

  private static int failures(NodeGroupFact group, OfferingId offering) {
    Map<String, NodeGroupFact.Backoff> backoffs = group.history().backoffs();
    // Most groups have none, and naming each offering costs more than all the rest.
    NodeGroupFact.Backoff backoff = backoffs.isEmpty() ? null : backoffs.get(offering.toString());
    return backoff == null ? 0 : backoff.failures();
  }
}
