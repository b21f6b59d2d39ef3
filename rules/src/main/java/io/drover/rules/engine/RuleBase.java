package io.drover.rules.engine;

import io.drover.rules.plan.Reason;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drools.core.impl.InternalRuleBase;
import org.drools.core.reteoo.ObjectTypeNode;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieBase;

/**
 * The compiled rules of one decision.
 *
 * @param base null where there are none to ask
 * @param matched which of the facts that the decision is asked with any of the rules looks at
 */
record RuleBase(
    Decision decision,
    @Nullable KieBase base,
    Map<String, Reason> reasons,
    Set<Class<? extends Record>> matched) {
  RuleBase {
    reasons = Map.copyOf(reasons);
    matched = Set.copyOf(matched);
  }

  RuleBase(Decision decision, @Nullable KieBase base, Map<String, Reason> reasons) {
    this(decision, base, reasons, base == null ? Set.of() : matched(decision, base));
  }

  /** Telling thousands of facts to rules that look at none of them takes as long as any other. */
  private static Set<Class<? extends Record>> matched(Decision decision, KieBase base) {
    List<ObjectTypeNode> nodes = ((InternalRuleBase) base).getRete().getObjectTypeNodes();
    Set<Class<? extends Record>> matched = new HashSet<>();
    for (Class<? extends Record> given : decision.given()) {
      if (nodes.stream().anyMatch(node -> node.getObjectType().isAssignableFrom(given))) {
        matched.add(given);
      }
    }
    return matched;
  }
}
