package io.drover.rules.explain;

import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.plan.Advice;
import io.drover.rules.plan.Alternative;
import io.drover.rules.plan.Avoided;
import io.drover.rules.plan.Concluded;
import io.drover.rules.plan.MinimumSize;
import io.drover.rules.plan.Surcharge;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the scale-up rules said of a group and its offerings when they were last asked. */
final class Advised {
  private final Advice advice;

  Advised(Evidence evidence) {
    advice = evidence.considered().advice();
  }

  /** Fewest nodes of the group, and why so many; empty where only its owner says so. */
  Optional<Finding> minimum(NodeGroupFact group) {
    return advice
        .beyondOwner(group)
        .map(
            (Concluded<MinimumSize> rule) ->
                new Finding(
                    "at least " + advice.least(group) + " by a rule",
                    rule.reason().name(),
                    rule.rule() + capped(group, rule),
                    rule.facts()));
  }

  private String capped(NodeGroupFact group, Concluded<MinimumSize> rule) {
    int wants = rule.conclusion().nodes();
    return wants > advice.least(group) ? "; it wants " + wants + ", max counts" : "";
  }

  /** Fewest nodes of the group, and by whom. */
  int least(NodeGroupFact group) {
    return advice.least(group);
  }

  String leastText(NodeGroupFact group) {
    return advice.leastText(group);
  }

  /** Why the offering is not bought; empty where no rule avoids it. */
  Optional<Finding> avoided(NodeGroupFact group, OfferingFact offering) {
    Concluded<Avoided> by = advice.avoided().get(new Alternative(group.name(), offering.id()));
    return Optional.ofNullable(by)
        .map(
            rule ->
                new Finding(
                    offering.id().toString(),
                    rule.reason().name(),
                    "avoided by a rule: " + rule.rule(),
                    rule.facts()));
  }

  /** The offering with its price; where rules call it dearer, how much, and which. */
  Finding priced(NodeGroupFact group, OfferingFact offering) {
    String price = offering.price() + " USD/h";
    Alternative alternative = new Alternative(group.name(), offering.id());
    List<Concluded<Surcharge>> rules = advice.surcharges().getOrDefault(alternative, List.of());
    if (rules.isEmpty()) {
      return Finding.plain(offering.id().toString(), price);
    }
    List<String> facts = new ArrayList<>();
    rules.forEach(rule -> facts.addAll(rule.facts()));
    String names = rules.stream().map(Concluded::rule).distinct().collect(Collectors.joining("; "));
    return new Finding(
        offering.id().toString(),
        rules.getFirst().reason().name(),
        price + ", counts as " + advice.percent(alternative) + " % dearer by a rule: " + names,
        facts.stream().distinct().toList());
  }
}
