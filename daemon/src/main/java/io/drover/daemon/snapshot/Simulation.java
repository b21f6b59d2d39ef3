package io.drover.daemon.snapshot;

import io.drover.rules.explain.DecisionRecord;
import io.drover.rules.explain.Evidence;
import io.drover.rules.explain.Explainer;
import io.drover.rules.facts.Fact;
import io.drover.rules.facts.FactSnapshot;
import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.Price;
import io.drover.rules.plan.Action;
import io.drover.rules.plan.Inquiry;
import io.drover.rules.plan.Plan;
import io.drover.rules.plan.Planned;
import io.drover.rules.plan.Planner;
import io.drover.rules.plan.Question;
import io.drover.rules.plan.Rejection;
import io.drover.rules.plan.ScalingPolicy;
import io.drover.rules.plan.Thought;
import io.drover.rules.safety.Circumstances;
import io.drover.rules.safety.Guard;
import io.drover.rules.safety.Judgement;
import io.drover.rules.safety.PlanReview;
import io.drover.rules.safety.SafetyPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One plan on a snapshot, and its review as far as that needs no cluster.
 *
 * @param plan with its actions, their rules and verdicts
 * @param rejections what is not done, and why
 * @param pricePerHour in dollars, of all that is bought
 * @param notReviewed what only a running daemon can judge
 */
public record Simulation(
    DecisionRecord plan,
    List<Rejection> rejections,
    String pricePerHour,
    List<String> notReviewed) {
  private static final List<String> NOT_REVIEWED =
      List.of(
          "whether the view is fresh, and this member holds the cluster's claim",
          "each destructive step on a fresh read of the node, its pods and their budgets");

  public Simulation {
    rejections = List.copyOf(rejections);
    notReviewed = List.copyOf(notReviewed);
  }

  /** Plans once by these rules. */
  public static Simulation of(Snapshot snapshot, ScalingPolicy scaling, SafetyPolicy safety) {
    Question question = snapshot.inquiry().question();
    Thought thought = new Planner(scaling).plan(question);
    Circumstances circumstances = fresh(snapshot);
    Judgement judgement =
        new PlanReview(safety, snapshot.limits())
            .review(thought.plan(), question.world(), circumstances, question.offerings());
    Guard guard = new Guard(snapshot.limits(), circumstances, safety);
    Evidence evidence = new Evidence(question, thought, List.of(judgement), guard, "");
    Plan plan = thought.plan();
    if (new Explainer(evidence).explain(Explainer.Kind.PLAN, "") instanceof DecisionRecord told) {
      return new Simulation(told, plan.rejections(), price(plan).toString(), NOT_REVIEWED);
    }
    throw new IllegalStateException("contract: a plan that was made can be explained");
  }

  /** The snapshot with other specs for some of its groups; others it does not know are added. */
  public static Snapshot with(Snapshot snapshot, Map<GroupName, GroupSpec> specs) {
    List<Fact> facts = new ArrayList<>();
    Map<GroupName, GroupSpec> missing = new TreeMap<>(specs);
    for (Fact fact : snapshot.inquiry().facts().facts()) {
      GroupSpec other = fact instanceof NodeGroupFact group ? missing.remove(group.name()) : null;
      facts.add(
          other != null && fact instanceof NodeGroupFact group
              ? new NodeGroupFact(
                  group.name(),
                  group.uid(),
                  group.resourceVersion(),
                  other,
                  group.hold(),
                  group.history(),
                  group.end(),
                  group.madeAt())
              : fact);
    }
    missing.forEach(
        (name, spec) ->
            facts.add(
                new NodeGroupFact(name, name.value(), "1", spec, NodeGroupFact.History.NONE)));
    Inquiry inquiry = snapshot.inquiry();
    return new Snapshot(
        snapshot.cluster(),
        snapshot.policies(),
        snapshot.rules(),
        snapshot.redacted(),
        snapshot.limits(),
        snapshot.circumstances(),
        inquiry.with(new FactSnapshot(inquiry.facts().position(), facts)));
  }

  private static Circumstances fresh(Snapshot snapshot) {
    Circumstances then = snapshot.circumstances();
    return new Circumstances(
        snapshot.inquiry().now(),
        snapshot.inquiry().now(),
        true,
        true,
        then.observeOnly(),
        then.removedInWindow());
  }

  private static Price price(Plan plan) {
    Price price = Price.ZERO;
    for (Planned planned : plan.actions()) {
      if (planned.action() instanceof Action.BuyNode buy) {
        price = price.plus(buy.price());
      }
    }
    return price;
  }

  /** As people read it: several lines without a line end at the last. */
  public String text() {
    List<String> lines = new ArrayList<>();
    lines.add(plan.text());
    lines.add("");
    lines.add("price of what is bought: " + pricePerHour + " USD/h");
    for (Rejection one : rejections) {
      String alternative = one.alternative().isEmpty() ? "" : one.alternative() + ": ";
      lines.add(
          "not done: " + one.subject() + " [" + one.reason() + "] " + alternative + one.detail());
    }
    notReviewed.forEach(what -> lines.add("not reviewed: " + what));
    return String.join("\n", lines);
  }
}
