package io.drover.verticles.cluster.kubernetes;

import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.KubeConfigUtils;
import io.vertx.core.Future;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens the door to real API servers. */
public final class KubernetesClusters {
  private KubernetesClusters() {}

  /**
   * A cluster by its kubeconfig. The API server itself is not asked yet: it may come up later.
   *
   * @return fails with {@link ConnectFailure} when the kubeconfig cannot be used
   */
  public static Future<KubernetesCluster> connect(
      KubernetesAccess access, KubernetesSettings settings, Home home) {
    Pulses pulses = new Pulses(home.clock());
    Calls calls = new Calls(home.context(), settings.calls(), settings.requestTimeout());
    return calls
        .run(
            () ->
                Clients.of(
                    config(access),
                    config(access),
                    settings.requestTimeout(),
                    new Clients.OnThreads(calls.threads(), pulses::tap)))
        .map(clients -> new KubernetesCluster(clients, pulses, calls, settings, home))
        .onFailure(unusable -> calls.close());
  }

  /** Each client gets a configuration of its own, as it is changed for it. */
  static Config config(KubernetesAccess access) {
    Path file = access.kubeconfig();
    if (!Files.isReadable(file)) {
      throw new ConnectFailure(
          ConnectFailure.Kind.UNREADABLE_KUBECONFIG, "kubeconfig " + file + " cannot be read");
    }
    List<String> contexts = contexts(file);
    String wanted = access.context();
    if (wanted != null && !contexts.contains(wanted)) {
      throw unknown(wanted, file, contexts);
    }
    try {
      return Config.fromKubeconfig(wanted, file.toFile());
    } catch (RuntimeException unusable) {
      throw unreadable(file, unusable);
    }
  }

  private static List<String> contexts(Path file) {
    try {
      var parsed = KubeConfigUtils.parseConfig(file.toFile());
      List<String> names =
          OrEmpty.list(parsed.getContexts()).stream().map(NamedContext::getName).toList();
      if (names.isEmpty()) {
        throw new ConnectFailure(
            ConnectFailure.Kind.UNREADABLE_KUBECONFIG, "kubeconfig " + file + " names no context");
      }
      return names;
    } catch (ConnectFailure empty) {
      throw empty;
    } catch (RuntimeException unusable) {
      throw unreadable(file, unusable);
    }
  }

  private static ConnectFailure unknown(@Nullable String wanted, Path file, List<String> contexts) {
    return new ConnectFailure(
        ConnectFailure.Kind.UNKNOWN_CONTEXT,
        "kubeconfig %s has no context '%s'; it has: %s"
            .formatted(file, wanted, String.join(", ", contexts)));
  }

  private static ConnectFailure unreadable(Path file, Exception why) {
    String first = String.valueOf(why.getMessage()).lines().findFirst().orElse("");
    return new ConnectFailure(
        ConnectFailure.Kind.UNREADABLE_KUBECONFIG, "kubeconfig " + file + " is not one: " + first);
  }
}
