package io.drover.rules.engine;

import io.drover.rules.plan.Reason;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieBase;

/** The compiled rules of one decision; {@code base} is null where there are none to ask. */
record RuleBase(Decision decision, @Nullable KieBase base, Map<String, Reason> reasons) {
  RuleBase {
    reasons = Map.copyOf(reasons);
  }
}
