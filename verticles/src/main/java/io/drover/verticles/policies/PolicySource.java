package io.drover.verticles.policies;

import java.util.Map;

/** Where policy files come from; may block. */
@FunctionalInterface
public interface PolicySource {
  /**
   * Every file by its path relative to the folder, with slashes.
   *
   * @throws java.io.IOException when the folder cannot be read whole
   */
  Map<String, byte[]> read() throws java.io.IOException;
}
