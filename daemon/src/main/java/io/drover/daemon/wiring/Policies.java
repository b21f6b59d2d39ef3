package io.drover.daemon.wiring;

import io.drover.rules.engine.EngineLimits;
import io.drover.rules.engine.PolicyCompiler;
import io.drover.verticles.policies.Compiling;
import io.drover.verticles.policies.PolicySource;
import io.drover.verticles.time.WallClockBudget;
import java.time.Duration;

/** The policies as the daemon has them compiled. */
public final class Policies {
  private static final Duration EVALUATION = Duration.ofSeconds(2);

  private Policies() {}

  /** Begins to compile at once: it is what a start waits for longest. */
  public static Compiling of(PolicySource source) {
    return Compiling.begin(source, compiler()::compile);
  }

  /** A compiler with the limits of the daemon. */
  public static PolicyCompiler compiler() {
    return new PolicyCompiler(EngineLimits.DEFAULT, () -> new WallClockBudget(EVALUATION));
  }
}
