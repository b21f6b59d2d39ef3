package io.drover.rules.plan;

import io.drover.rules.facts.PendingPod;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.PodKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Asks the scale-up rules, once a plan, and sorts what they say. */
final class ScaleUpRules {
  private final ScalingPolicy policy;
  private final Question question;
  private final Notes notes;

  ScaleUpRules(ScalingPolicy policy, Question question, Notes notes) {
    this.policy = policy;
    this.question = question;
    this.notes = notes;
  }

  /**
   * What they say.
   *
   * @param demand pods that are worth a node, of those that were asked about
   */
  record Said(Map<PodKey, Concluded<Demand>> demand, Advice advice) {
    Said {
      demand = Map.copyOf(demand);
    }
  }

  /**
   * Asks, also where no pod is pending.
   *
   * @param expendables who are no demand
   * @param nominations of which those that do not hold make their pods pending ones
   */
  Said ask(Expendables expendables, Nominations nominations, Surroundings around) {
    Alarms.set(question, notes);
    List<PendingPod> pending = new ArrayList<>();
    nominations.lost().forEach(pod -> pending.add(pending(pod)));
    for (PodFact pod : question.world().unschedulablePods()) {
      if (pod.state().deletingSince() == null && !expendables.told(pod)) {
        pending.add(pending(pod));
      }
    }
    return switch (policy.growth(pending, OfferingFigures.of(question), around)) {
      case PolicyAnswer.CutOff<Growth>(String detail) -> {
        notes.policy("scale-up", detail);
        yield said(Map.of(), Advice.cutOff(detail));
      }
      case PolicyAnswer.Answered<Growth>(List<Concluded<Growth>> conclusions) ->
          said(demand(pending, conclusions), Advice.of(conclusions));
    };
  }

  private Said said(Map<PodKey, Concluded<Demand>> demand, Advice advice) {
    notes.advice(advice);
    return new Said(demand, advice);
  }

  private Map<PodKey, Concluded<Demand>> demand(
      List<PendingPod> pending, List<Concluded<Growth>> conclusions) {
    List<Concluded<Demand>> demands = new ArrayList<>();
    Map<PodKey, Concluded<Demand>> first = new HashMap<>();
    for (Concluded<Growth> each : conclusions) {
      if (each.conclusion() instanceof Demand demand) {
        demands.add(each.as(demand));
        first.putIfAbsent(demand.pod(), each.as(demand));
      }
    }
    notes.demand(demands);
    Map<PodKey, Concluded<Demand>> asked = new HashMap<>();
    for (PendingPod pod : pending) {
      Concluded<Demand> why = first.get(pod.pod());
      if (why == null) {
        refuse(pod);
      } else {
        asked.put(pod.pod(), why);
      }
    }
    return asked;
  }

  /** Says why the pod is no demand, as far as the configuration tells; else no rule fired. */
  private void refuse(PendingPod pod) {
    Duration left = pod.patience().minus(pod.pendingFor());
    if (pod.ignored()) {
      notes.pod(
          pod.pod(),
          "",
          Reason.POD_NOT_DEMAND_BY_POLICY,
          "namespace " + pod.pod().namespace() + " is one of ignoredNamespaces");
    } else if (!pod.daemon() && left.isPositive()) {
      Instant until = question.now().plus(left);
      notes.pod(pod.pod(), "", Reason.POD_WAITS, "until " + until + ", by the pendingTime");
      notes.wakeAt(until);
    } else {
      notes.pod(pod.pod(), "", Reason.POD_NOT_DEMAND_BY_POLICY, "no scale-up rule fired");
    }
  }

  private PendingPod pending(PodFact pod) {
    Instant since = pod.state().pendingSince();
    Duration pendingFor = since == null ? Duration.ZERO : Duration.between(since, question.now());
    return new PendingPod(
        pod.podKey(),
        pod.traits().priority(),
        pendingFor.isNegative() ? Duration.ZERO : pendingFor,
        pod.daemon(),
        question.settings().pendingTime(),
        question.settings().ignoredNamespaces().contains(pod.podKey().namespace()));
  }
}
