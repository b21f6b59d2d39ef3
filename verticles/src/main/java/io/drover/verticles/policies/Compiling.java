package io.drover.verticles.policies;

import io.drover.rules.engine.Compiled;

/** Compiles the policy folder as it stands now; blocks, for seconds the first time in a process. */
@FunctionalInterface
public interface Compiling {
  /**
   * All rules of the folder compiled, or all that is wrong with them.
   *
   * @throws java.io.IOException when the folder cannot be read whole
   */
  Compiled compile() throws java.io.IOException;
}
