package io.drover.daemon.config;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Whether the files that the configuration names are there and can be read. */
final class FileChecks {
  private final Findings findings;

  FileChecks(Findings findings) {
    this.findings = findings;
  }

  void check(DroverConfig config) {
    readable("policies", config.policies());
    config
        .clusters()
        .forEach(
            (name, cluster) ->
                readable(ConfigPath.of("clusters", name) + ".kubeconfig", cluster.kubeconfig()));
    config
        .providers()
        .forEach((name, provider) -> provider(ConfigPath.of("providers", name), provider));
    HazelcastConfig.Tls tls = config.hazelcast().tls();
    if (tls != null) {
      readable("hazelcast.tls.certificate", tls.certificate());
      readable("hazelcast.tls.key", tls.key());
      readable("hazelcast.tls.ca", tls.ca());
    }
    SpotConfig spot = config.spot();
    SpotConfig.Webhook webhook = spot == null ? null : spot.webhook();
    if (webhook != null) secret("spot.webhook.secret", webhook.secret());
  }

  private void provider(String path, ProviderConfig provider) {
    secret(path + ".credentials", provider.credentials());
    VpsieConfig vpsie = provider.vpsie();
    if (vpsie != null) {
      String at = path + "." + VpsieReader.KIND;
      secret(at + ".clientId", vpsie.clientId());
      secret(at + ".clientSecret", vpsie.clientSecret());
      secret(at + ".deletePassword", vpsie.deletePassword());
      if (vpsie.trusted() != null) readable(at + ".trusted", vpsie.trusted());
    }
  }

  private void secret(String path, @Nullable SecretSource source) {
    if (source instanceof SecretSource.File(Path file)) readable(path + ".file", file);
  }

  private void readable(String path, Path file) {
    if (findings.about(path)) return;
    if (!Files.exists(file)) findings.add(path, "\"" + file + "\" does not exist");
    else if (!Files.isReadable(file)) findings.add(path, "\"" + file + "\" cannot be read");
  }
}
