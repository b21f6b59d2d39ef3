package io.drover.rules.engine;

import java.util.Optional;

/**
 * Where rules that were compiled are kept from one process to the next, as to compile them takes
 * most of a start. What is found here is checked as if it had been compiled just now.
 */
public interface CompiledRules {
  /** Nothing is kept. */
  CompiledRules NOWHERE =
      new CompiledRules() {
        @Override
        public Optional<byte[]> find(String key) {
          return Optional.empty();
        }

        @Override
        public void keep(String key, byte[] rules) {}
      };

  /**
   * What was kept under the key by this build of Drover; empty also where it cannot be read.
   *
   * @param key of letters, digits and points
   */
  Optional<byte[]> find(String key);

  /** Keeps them; that it cannot is not told to the caller, who goes on without. */
  void keep(String key, byte[] rules);
}
