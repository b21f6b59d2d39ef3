package io.drover.rules.engine;

import io.drover.rules.facts.Budget;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** What Drover ships, compiled once for all tests that plan by it. */
public final class Shipped {
  public static final CompiledPolicies POLICIES = Compilation.done();

  private Shipped() {}

  /**
   * On a thread of its own. One of those that run the tests would run another test while it waits
   * for a part of the rules, and that one would find no policies here.
   */
  private static final class Compilation {
    private static CompiledPolicies done() {
      FutureTask<CompiledPolicies> task = new FutureTask<>(Compilation::compiled);
      Thread.ofPlatform().daemon().start(task);
      try {
        return task.get();
      } catch (InterruptedException | ExecutionException failed) {
        throw new AssertionError("the shipped rules do not compile", failed);
      }
    }

    private static CompiledPolicies compiled() {
      return (CompiledPolicies)
          new PolicyCompiler(EngineLimits.DEFAULT, () -> Budget.ofSteps(1_000_000))
              .compile(PolicyFiles.shipped());
    }
  }
}
