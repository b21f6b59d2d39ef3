package io.drover.rules.engine;

import io.drover.rules.plan.Reason;
import java.util.List;
import java.util.Map;
import org.kie.api.KieBase;

/** The compiled rules of one decision; without rules there is nothing to ask. */
record RuleBase(Decision decision, List<KieBase> base, Map<String, Reason> reasons) {
  RuleBase {
    base = List.copyOf(base);
    reasons = Map.copyOf(reasons);
  }
}
