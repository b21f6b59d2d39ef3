package io.drover.rules.safety;

import io.drover.rules.plan.Plan;
import java.util.List;

/** A plan, split into what may be done, what is only told, and what is refused. */
public record Judgement(
    Plan plan, ApprovedPlan approved, ObservedPlan observed, List<Verdict> refused) {
  public Judgement {
    refused = List.copyOf(refused);
  }
}
