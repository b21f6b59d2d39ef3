package io.drover.rules.explain;

import io.drover.rules.plan.Action;
import io.drover.rules.plan.Outlay;
import io.drover.rules.plan.Plan;
import io.drover.rules.plan.Planned;
import io.drover.rules.plan.Reason;
import io.drover.rules.plan.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a plan would change, by which rules, what safety said, and what is not done. */
final class PlanExplanation {
  private final Evidence evidence;

  PlanExplanation(Evidence evidence) {
    this.evidence = evidence;
  }

  DecisionRecord of(Plan plan) {
    List<Section> sections = new ArrayList<>();
    List<Finding> actions = new ArrayList<>();
    plan.actions().forEach(planned -> actions.addAll(action(plan, planned)));
    if (!actions.isEmpty()) {
      sections.add(new Section("actions", actions));
    }
    if (!plan.rejections().isEmpty()) {
      sections.add(new Section("not done", rejections(plan)));
    }
    return new DecisionRecord(
        "plan " + plan.id(),
        summary(plan),
        evidence.caveats(),
        evidence.basis(plan),
        sections,
        List.of());
  }

  private static String summary(Plan plan) {
    Outlay outlay = plan.outlay();
    String much = plan.changesNothing() ? "changes nothing" : plan.actions().size() + " actions";
    return much + (outlay == null ? "" : "; " + outlay.text());
  }

  private List<Finding> action(Plan plan, Planned planned) {
    Action action = planned.action();
    List<String> facts = new ArrayList<>(planned.why().rules());
    facts.addAll(planned.why().facts());
    return List.of(
        new Finding(
            what(action), action.reason().name(), new Verdicts(evidence).of(plan, planned), facts));
  }

  private static String what(Action action) {
    return switch (action) {
      case Action.BuyNode buy ->
          "buy "
              + buy.offering()
              + " in "
              + buy.group()
              + " at "
              + buy.price()
              + " USD/h for "
              + buy.pods().size()
              + " pods"
              + inThePlaceOf(buy);
      case Action.RemoveNode remove ->
          "remove " + remove.node() + ", moving " + remove.pods().size() + " pods";
      case Action.MarkCandidate mark -> "mark " + mark.node() + " as unneeded";
      case Action.ClearCandidate clear -> "clear the mark of " + clear.node();
      case Action.MakeGroup make ->
          "make node group " + make.group() + " for " + make.pods().size() + " pods";
      case Action.DropGroup drop -> "remove node group " + drop.group();
    };
  }

  private static String inThePlaceOf(Action.BuyNode buy) {
    return buy.replaces().isEmpty()
        ? ""
        : " in the place of "
            + String.join(
                ", ", buy.replaces().stream().map(place -> place.node().value()).toList());
  }

  /** Of each reason how often it was told, and of whom first. */
  private static List<Finding> rejections(Plan plan) {
    Map<Reason, List<Rejection>> byReason =
        plan.rejections().stream()
            .collect(Collectors.groupingBy(Rejection::reason, TreeMap::new, Collectors.toList()));
    return byReason.entrySet().stream()
        .map(
            entry ->
                Finding.of(
                    entry.getValue().stream().map(Rejection::subject).distinct().count() + " times",
                    entry.getKey(),
                    "first of " + entry.getValue().getFirst().subject()))
        .toList();
  }
}
