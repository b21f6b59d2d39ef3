package io.drover.daemon.wiring;

import io.drover.rules.engine.CompiledRules;
import io.drover.rules.engine.EngineLimits;
import io.drover.rules.engine.PolicyCompiler;
import io.drover.verticles.policies.Compiling;
import io.drover.verticles.policies.PolicySource;
import io.drover.verticles.time.WallClockBudget;
import java.time.Duration;

/** The policies as the daemon has them compiled. */
public final class Policies {
  private static final Duration EVALUATION = Duration.ofSeconds(2);

  /** A step of a rule is a comparison, or one turn of a loop. */
  private static final int STEPS_A_LOOK = 16;

  private Policies() {}

  /**
   * Begins to compile at once: it is what a start waits for longest.
   *
   * @param kept where rules are looked for before they are compiled
   */
  public static Compiling of(PolicySource source, CompiledRules kept) {
    return Compiling.begin(source, compiler(kept)::compile);
  }

  /** A compiler with the limits of the daemon. */
  public static PolicyCompiler compiler() {
    return compiler(CompiledRules.NOWHERE);
  }

  /** The same, which looks for rules first where they are kept. */
  public static PolicyCompiler compiler(CompiledRules kept) {
    return new PolicyCompiler(
        EngineLimits.DEFAULT, () -> new WallClockBudget(EVALUATION, STEPS_A_LOOK), kept);
  }
}
