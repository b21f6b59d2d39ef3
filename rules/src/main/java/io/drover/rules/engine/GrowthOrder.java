package io.drover.rules.engine;

import io.drover.rules.plan.Avoided;
import io.drover.rules.plan.Concluded;
import io.drover.rules.plan.Demand;
import io.drover.rules.plan.Growth;
import io.drover.rules.plan.MinimumSize;
import io.drover.rules.plan.PolicyAnswer;
import io.drover.rules.plan.Surcharge;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What scale-up rules conclude, in a deterministic order: kind by kind, each by its subject. */
final class GrowthOrder {
  private GrowthOrder() {}

  static PolicyAnswer<Growth> of(PolicyAnswer<Object> answer) {
    if (answer instanceof PolicyAnswer.CutOff<Object>(String detail)) {
      return new PolicyAnswer.CutOff<>(detail);
    }
    List<Concluded<Growth>> all = new ArrayList<>();
    add(all, Demand.class, Comparator.comparing(Demand::pod), answer);
    add(
        all,
        Surcharge.class,
        Comparator.comparing(Surcharge::group)
            .thenComparing(Surcharge::offering)
            .thenComparingInt(Surcharge::percent),
        answer);
    add(
        all,
        Avoided.class,
        Comparator.comparing(Avoided::group).thenComparing(Avoided::offering),
        answer);
    add(
        all,
        MinimumSize.class,
        Comparator.comparing(MinimumSize::group).thenComparingInt(MinimumSize::nodes),
        answer);
    return new PolicyAnswer.Answered<>(all);
  }

  private static <C extends Growth> void add(
      List<Concluded<Growth>> all,
      Class<C> kind,
      Comparator<C> bySubject,
      PolicyAnswer<Object> answer) {
    if (Evaluation.only(kind, bySubject, answer)
        instanceof PolicyAnswer.Answered<C>(List<Concluded<C>> some)) {
      some.forEach(
          one -> all.add(new Concluded<>(one.conclusion(), one.rule(), one.reason(), one.facts())));
    }
  }
}
