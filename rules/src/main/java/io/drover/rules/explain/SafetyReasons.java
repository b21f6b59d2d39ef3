package io.drover.rules.explain;

import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.PodFact;
import io.drover.rules.plan.Action;
import io.drover.rules.plan.Concluded;
import io.drover.rules.plan.Counted;
import io.drover.rules.plan.Justification;
import io.drover.rules.plan.Plan;
import io.drover.rules.plan.Planned;
import io.drover.rules.plan.PolicyAnswer;
import io.drover.rules.plan.Reason;
import io.drover.rules.safety.Guard;
import io.drover.rules.safety.Judgement;
import io.drover.rules.safety.Objection;
import io.drover.rules.safety.PlanReview;
import io.drover.rules.safety.SafetyPolicy;
import java.util.ArrayList;
import java.util.List;

/** What safety would say if a plan removed a node now: every objection, and the first invariant. */
final class SafetyReasons {
  private final Evidence evidence;
  private final NodeFact node;
  private final ManagedNodeFact record;

  SafetyReasons(Evidence evidence, NodeFact node, ManagedNodeFact record) {
    this.evidence = evidence;
    this.node = node;
    this.record = record;
  }

  List<Finding> found() {
    List<Finding> found = new ArrayList<>();
    Plan removal = removal();
    switch (review(policy()).objections(removal, evidence.world(), evidence.question().now())) {
      case PolicyAnswer.CutOff<Objection>(String detail) ->
          found.add(Finding.of("safety rules", Reason.POLICY_CUT_OFF, detail));
      case PolicyAnswer.Answered<Objection>(List<Concluded<Objection>> conclusions) ->
          conclusions.forEach(
              one -> found.add(Finding.ofRule("rule " + one.rule(), one.reason(), one.facts())));
    }
    Judgement judgement =
        review(candidates -> new PolicyAnswer.Answered<>(List.of()))
            .review(
                removal,
                evidence.world(),
                evidence.guard().circumstances(),
                evidence.question().offerings());
    judgement.refused().forEach(one -> found.add(Finding.of("safety", one.reason(), one.detail())));
    return found;
  }

  private PlanReview review(SafetyPolicy policy) {
    return new PlanReview(policy, evidence.guard().limits());
  }

  private SafetyPolicy policy() {
    Guard guard = evidence.guard();
    SafetyPolicy known = guard.policy();
    return known == null ? any -> new PolicyAnswer.CutOff<>("no policies yet") : known;
  }

  /** A plan that nobody has made. */
  private Plan removal() {
    List<PodFact> pods =
        evidence.world().podsOn(node.name()).stream().filter(PodFact::moves).toList();
    Action remove =
        new Action.RemoveNode(
            record.group(),
            record.identity().name(),
            node.name(),
            pods.stream().map(PodFact::podKey).toList(),
            false,
            Reason.NODE_UNDERUTILIZED);
    return new Plan(
        "what-if",
        evidence.question().now(),
        evidence.world().position(),
        "",
        List.of(new Planned(remove, Justification.NONE)),
        List.of(),
        Counted.in(evidence.world()),
        null);
  }
}
