package io.drover.daemon.config;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What must hold between the values of a provider account, and of those that it refers to. */
final class ProviderChecks {
  private final DroverConfig config;
  private final Findings findings;

  ProviderChecks(DroverConfig config, Findings findings) {
    this.config = config;
    this.findings = findings;
  }

  void check(String path, ProviderConfig provider) {
    cluster(path + ".credentials", provider.credentials());
    VpsieConfig vpsie = provider.vpsie();
    if (vpsie == null || findings.about(path + ".kind")) {
      return;
    }
    String at = path + "." + VpsieReader.KIND;
    if (!provider.kind().equals(VpsieReader.KIND)) {
      findings.add(at, "is only for providers of kind " + VpsieReader.KIND);
      return;
    }
    cluster(at + ".clientId", vpsie.clientId());
    cluster(at + ".clientSecret", vpsie.clientSecret());
    cluster(at + ".deletePassword", vpsie.deletePassword());
    proof(path, at, provider.credentials(), vpsie);
    vpsie
        .takenOver()
        .forEach(
            (server, owner) ->
                known(ConfigPath.of(at + ".takenOver", server) + ".cluster", owner.cluster()));
  }

  /** A token, or a client's id and secret. */
  private void proof(String path, String at, @Nullable SecretSource token, VpsieConfig vpsie) {
    List<String> both =
        Stream.of("clientId", "clientSecret")
            .filter(
                key -> (key.equals("clientId") ? vpsie.clientId() : vpsie.clientSecret()) != null)
            .toList();
    if (both.size() == 1) {
      findings.add(
          at + "." + both.getFirst(), "stands alone: clientId and clientSecret go together");
    } else if (token == null && both.isEmpty()) {
      findings.add(path + ".credentials", "is missing: give a token there, or " + at + ".clientId");
    } else if (token != null && !both.isEmpty()) {
      findings.add(path + ".credentials", "is not for an account with " + at + ".clientId");
    }
  }

  private void cluster(String path, @Nullable SecretSource source) {
    if (source instanceof SecretSource.KubernetesSecret secret) {
      known(path + ".kubernetesSecret.cluster", secret.cluster());
    }
  }

  private void known(String path, String cluster) {
    if (!cluster.isEmpty() && !config.clusters().containsKey(cluster)) {
      findings.add(
          path,
          "\"%s\" is not one of clusters: %s"
              .formatted(cluster, String.join(", ", config.clusters().keySet())));
    }
  }
}
