package io.drover.daemon.config;

import java.nio.file.Path;

/** Where a secret is read from. Secrets never stand in the configuration itself. */
public sealed interface SecretSource {
  /** The content of a file, without the line end. */
  record File(Path file) implements SecretSource {}

  /** The value of an environment variable. */
  record Environment(String environment) implements SecretSource {}
}
