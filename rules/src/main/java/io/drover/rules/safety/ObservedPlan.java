package io.drover.rules.safety;

import io.drover.rules.plan.Planned;
import java.util.List;

/** The part of a plan that is only told: nothing can carry it out. */
public record ObservedPlan(String id, List<Planned> actions) {
  public ObservedPlan {
    actions = List.copyOf(actions);
  }
}
