package io.drover.rules.safety;

import io.drover.rules.plan.Planned;
import java.util.List;

/** The part of a plan that may be carried out. Only the review can make one. */
public final class ApprovedPlan {
  private final String id;
  private final List<Planned> actions;

  ApprovedPlan(String id, List<Planned> actions) {
    this.id = id;
    this.actions = List.copyOf(actions);
  }

  /** The plan's id. */
  public String id() {
    return id;
  }

  public List<Planned> actions() {
    return actions;
  }
}
