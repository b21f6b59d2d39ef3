package io.drover.rules.engine;

import io.drover.rules.facts.Budget;

/** What Drover ships, compiled once for all tests that plan by it. */
public final class Shipped {
  public static final CompiledPolicies POLICIES =
      (CompiledPolicies)
          new PolicyCompiler(EngineLimits.DEFAULT, () -> Budget.ofSteps(1_000_000))
              .compile(PolicyFiles.shipped());

  private Shipped() {}
}
