package io.drover.rules.plan;

import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.OfferingId;
import io.drover.rules.facts.OfferingStats;
import io.drover.rules.facts.Resources;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts what the groups have of each offering, for the rules. */
final class OfferingFigures {
  private static final double MICROS = 1e6;

  private final Question question;
  private final Map<OfferingId, Integer> interruptions = new HashMap<>();

  private OfferingFigures(Question question) {
    this.question = question;
    question
        .remembered()
        .interruptions()
        .forEach(past -> interruptions.merge(past.offering(), 1, Integer::sum));
  }

  /** Each offering that a group may buy, once for each group. */
  static List<OfferingStats> of(Question question) {
    OfferingFigures figures = new OfferingFigures(question);
    List<OfferingStats> all = new ArrayList<>();
    question.world().groups().forEach(group -> figures.addAll(group, all));
    return all;
  }

  private void addAll(NodeGroupFact group, List<OfferingStats> all) {
    Map<OfferingId, Integer> has = question.world().offerings(group.name());
    int nodes = 0;
    int spot = 0;
    for (Map.Entry<OfferingId, Integer> each : has.entrySet()) {
      nodes += each.getValue();
      spot += each.getKey().capacityType().equals(OfferingId.SPOT) ? each.getValue() : 0;
    }
    GroupSpec.Behaviour behaviour = group.spec().behaviour();
    List<OfferingFact> allowed = allowed(group);
    Generations generations = new Generations(allowed);
    for (OfferingFact offering : allowed) {
      all.add(
          new OfferingStats(
              group.name(),
              offering.id(),
              offering.price().microsPerHour() / MICROS,
              has.getOrDefault(offering.id(), 0),
              failures(group, offering.id()),
              nodes,
              spot,
              behaviour.scaleUp().aims().maxSpotShare(),
              interruptions.getOrDefault(offering.id(), 0),
              behaviour.notices().stormAfter(),
              Generations.of(offering),
              generations.newestLike(offering)));
    }
  }

  private List<OfferingFact> allowed(NodeGroupFact group) {
    return question.offerings().getOrDefault(group.spec().provider(), List.of()).stream()
        .filter(OfferingFact::sold)
        .filter(offering -> group.spec().choice().allows(offering.id()))
        .toList();
  }

  private static int failures(NodeGroupFact group, OfferingId offering) {
    Map<String, NodeGroupFact.Backoff> backoffs = group.history().backoffs();
    // Most groups have none, and naming each offering costs more than all the rest.
    NodeGroupFact.Backoff backoff = backoffs.isEmpty() ? null : backoffs.get(offering.toString());
    return backoff == null ? 0 : backoff.failures();
  }

  /** Which of a group's offerings are as cheap as each other, and newer. */
  private static final class Generations {
    private final Map<Key, List<OfferingFact>> alike = new HashMap<>();

    /** What offerings must have in common to stand for each other. */
    private record Key(String zone, String capacityType, long priceMicros) {
      static Key of(OfferingFact offering) {
        return new Key(
            offering.id().zone(), offering.id().capacityType(), offering.price().microsPerHour());
      }
    }

    Generations(List<OfferingFact> offerings) {
      for (OfferingFact offering : offerings) {
        if (of(offering) > 0) {
          alike.computeIfAbsent(Key.of(offering), any -> new ArrayList<>()).add(offering);
        }
      }
    }

    /**
     * The number after the family's first letters, as Amazon names its instance types
     * (docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html).
     *
     * @return zero where the name does not tell
     */
    static int of(OfferingFact offering) {
      String type = offering.id().instanceType();
      int dot = type.indexOf('.');
      int begin = 0;
      while (begin < dot && Character.isLetter(type.charAt(begin))) {
        begin++;
      }
      return begin == 0 || begin >= dot || !Character.isDigit(type.charAt(begin))
          ? 0
          : number(type, begin);
    }

    private static int number(String type, int begin) {
      int generation = 0;
      for (int i = begin; Character.isDigit(type.charAt(i)) && i < begin + 3; i++) {
        generation = 10 * generation + Character.digit(type.charAt(i), 10);
      }
      return generation;
    }

    int newestLike(OfferingFact offering) {
      int newest = of(offering);
      if (newest > 0) {
        for (OfferingFact other : alike.getOrDefault(Key.of(offering), List.of())) {
          newest = notSmaller(other, offering) ? Math.max(newest, of(other)) : newest;
        }
      }
      return newest;
    }

    private static boolean notSmaller(OfferingFact other, OfferingFact offering) {
      return holds(other, offering, Resources.CPU) && holds(other, offering, Resources.MEMORY);
    }

    private static boolean holds(OfferingFact other, OfferingFact offering, String resource) {
      return other.capacity().get(resource) >= offering.capacity().get(resource);
    }
  }
}
