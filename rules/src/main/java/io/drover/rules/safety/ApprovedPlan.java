package io.drover.rules.safety;

import io.drover.rules.facts.GroupName;
import io.drover.rules.plan.Planned;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The part of a plan that may be carried out. Only the review can make one. */
public final class ApprovedPlan {
  private final String id;
  private final List<Planned> actions;
  private final Map<GroupName, Set<String>> counted;

  ApprovedPlan(String id, List<Planned> actions, Map<GroupName, Set<String>> counted) {
    this.id = id;
    this.actions = List.copyOf(actions);
    this.counted = Map.copyOf(counted);
  }

  /** The plan's id. */
  public String id() {
    return id;
  }

  public List<Planned> actions() {
    return actions;
  }

  /** Uids of the records that were counted as the group's capacity when it was decided. */
  public Set<String> counted(GroupName group) {
    return counted.getOrDefault(group, Set.of());
  }
}
