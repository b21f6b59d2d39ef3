package io.drover.rules.explain;

import io.drover.rules.facts.NodeName;
import io.drover.rules.plan.Action;
import io.drover.rules.plan.Concluded;
import io.drover.rules.plan.Plan;
import io.drover.rules.plan.Planned;
import io.drover.rules.plan.Planner;
import io.drover.rules.plan.PolicyAnswer;
import io.drover.rules.plan.Question;
import io.drover.rules.plan.Reason;
import io.drover.rules.plan.Rejection;
import io.drover.rules.plan.ScalingPolicy;
import io.drover.rules.plan.Thought;
import io.drover.rules.safety.Objection;
import io.drover.rules.safety.Objections;
import io.drover.rules.safety.SafetyPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What one version of the policies decides on a question, each thing with its reason and rules. */
final class Decisions {
  private final Map<Key, Why> all = new TreeMap<>();
  private final List<String> cutOff = new ArrayList<>();

  /** Which decision: its kind, what it is about, and the how-manieth of equal ones. */
  record Key(Difference.What what, String subject, int number) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byWhat = what.compareTo(other.what);
      int bySubject = byWhat != 0 ? byWhat : subject.compareTo(other.subject);
      return bySubject != 0 ? bySubject : Integer.compare(number, other.number);
    }
  }

  /** Why it is decided so. */
  record Why(Reason reason, List<String> rules) {
    Why {
      rules = rules.stream().distinct().sorted().toList();
    }
  }

  /** Asks both policies, on a model of its own. */
  static Decisions of(Question question, ScalingPolicy scaling, SafetyPolicy safety) {
    Decisions decisions = new Decisions();
    Thought thought = new Planner(scaling).plan(question);
    Plan plan = thought.plan();
    plan.actions().forEach(decisions::take);
    thought.considered().kept().forEach(one -> decisions.keep(one, one.conclusion().node()));
    plan.rejections().forEach(decisions::take);
    switch (Objections.of(safety, question.world(), question.expendableBelow(), question.now())) {
      case PolicyAnswer.CutOff<Objection>(String detail) -> decisions.cutOff.add(detail);
      case PolicyAnswer.Answered<Objection>(List<Concluded<Objection>> conclusions) ->
          conclusions.forEach(one -> decisions.keep(one, one.conclusion().node()));
    }
    return decisions;
  }

  private void keep(Concluded<?> by, NodeName node) {
    add(
        Difference.What.OBJECTION,
        node.value() + ": " + by.reason(),
        by.reason(),
        List.of(by.rule()));
  }

  Map<Key, Why> all() {
    return all;
  }

  /** Questions that the policies did not answer within their bounds. */
  List<String> cutOff() {
    return List.copyOf(cutOff);
  }

  private void take(Planned planned) {
    List<String> rules = planned.why().rules();
    switch (planned.action()) {
      case Action.RemoveNode remove ->
          add(Difference.What.REMOVE, remove.node().value(), remove.reason(), rules);
      case Action.MarkCandidate mark ->
          add(Difference.What.UNNEEDED, mark.node().value(), mark.reason(), rules);
      case Action.ClearCandidate clear ->
          add(Difference.What.NEEDED_AGAIN, clear.node().value(), clear.reason(), rules);
      case Action.MakeGroup make ->
          add(Difference.What.MAKE_GROUP, make.group().value(), make.reason(), rules);
      case Action.DropGroup drop ->
          add(Difference.What.DROP_GROUP, drop.group().value(), drop.reason(), rules);
      case Action.BuyNode buy ->
          add(
              Difference.What.BUY,
              buy.offering() + " in group " + buy.group(),
              buy.reason(),
              rules);
    }
  }

  private void take(Rejection rejection) {
    if (rejection.reason() == Reason.POLICY_CUT_OFF) {
      cutOff.add(rejection.subject() + ": " + rejection.detail());
    } else if (rejection.reason() == Reason.POD_NOT_DEMAND_BY_POLICY) {
      String pod = rejection.subject().replaceFirst("^pod ", "");
      add(Difference.What.NOT_DEMAND, pod, rejection.reason(), List.of());
    }
  }

  private void add(Difference.What what, String subject, Reason reason, List<String> rules) {
    int number = 0;
    while (all.containsKey(new Key(what, subject, number))) {
      number++;
    }
    all.put(new Key(what, subject, number), new Why(reason, rules));
  }
}
