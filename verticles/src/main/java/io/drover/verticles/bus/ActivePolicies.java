package io.drover.verticles.bus;

import io.drover.rules.plan.ScalingPolicy;
import io.drover.rules.safety.SafetyPolicy;

/** The compiled policies that decide now. */
public record ActivePolicies(String version, ScalingPolicy scaling, SafetyPolicy safety) {
  /** Told when another version takes over. */
  public static final Topic<ActivePolicies> CHANGED =
      new Topic<>("drover.v1.policies.changed", ActivePolicies.class, Reach.LOCAL);

  /** Asks for the version that decides now. */
  public static final Query<PoliciesRequest, ActivePolicies> CURRENT =
      new Query<>(
          "drover.v1.policies.current", PoliciesRequest.class, ActivePolicies.class, Reach.LOCAL);
}
