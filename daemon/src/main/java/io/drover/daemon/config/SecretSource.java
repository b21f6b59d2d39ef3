package io.drover.daemon.config;

import java.nio.file.Path;

/** Where a secret is read from. Secrets never stand in the configuration itself. */
public sealed interface SecretSource {
  /** The content of a file, without the line end. */
  record File(Path file) implements SecretSource {}

  /** The value of an environment variable. */
  record Environment(String environment) implements SecretSource {}

  /**
   * What stands under a key of a Secret in a served cluster.
   *
   * @param cluster by its key in the configuration
   */
  record KubernetesSecret(String cluster, String namespace, String name, String key)
      implements SecretSource {
    @Override
    public String toString() {
      return "key " + key + " of secret " + namespace + "/" + name + " in cluster " + cluster;
    }
  }
}
