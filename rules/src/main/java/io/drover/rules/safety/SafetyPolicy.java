package io.drover.rules.safety;

import io.drover.rules.facts.ProposedGroup;
import io.drover.rules.facts.RemovalCandidate;
import io.drover.rules.plan.PolicyAnswer;
import java.util.List;

/** The operator's safety rules (folder {@code safety}); they can refuse, never allow. */
public interface SafetyPolicy {
  PolicyAnswer<Objection> objections(List<RemovalCandidate> candidates);

  /** What they have against node groups that would be made. */
  default PolicyAnswer<GroupObjection> groupObjections(List<ProposedGroup> groups) {
    return new PolicyAnswer.Answered<>(List.of());
  }
}
