package io.drover.rules.facts;

import java.util.List;
import java.util.Map;

/** A {@code meta/v1 LabelSelector}: all requirements must hold; without any it matches all. */
public record LabelSelector(List<Requirement> requirements) {
  public LabelSelector {
    requirements = List.copyOf(requirements);
  }

  public boolean matches(Map<String, String> labels) {
    return requirements.stream().allMatch(requirement -> requirement.matches(labels));
  }
}
