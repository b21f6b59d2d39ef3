package io.drover.daemon.demo;

import io.drover.daemon.config.ClusterConfig;
import io.drover.daemon.config.DroverConfig;
import io.drover.daemon.config.Mode;
import io.drover.daemon.wiring.ClusterSource;
import io.drover.daemon.wiring.KubernetesSource;
import io.drover.rules.engine.PolicyCompiler;
import io.drover.rules.engine.PolicyFolder;
import io.drover.rules.facts.ClusterSettings;
import io.drover.rules.facts.Delta;
import io.drover.rules.facts.PodFact;
import io.drover.verticles.cluster.ServedCluster;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the demo itself does not run and a cache is to know: the client of a real cluster, and the
 * reading of policies that were compiled before.
 */
final class Training {
  private static final Logger LOG = LoggerFactory.getLogger(Training.class);
  private static final String KUBECONFIG =
      """
      apiVersion: v1
      kind: Config
      clusters: [{name: c, cluster: {server: "http://127.0.0.1:%d"}}]
      users: [{name: u, user: {token: t}}]
      contexts: [{name: x, context: {cluster: c, user: u}}]
      current-context: x
      """;

  private final Vertx loop;
  private final DroverConfig config;

  Training(Vertx loop, DroverConfig config) {
    this.loop = loop;
    this.config = config;
  }

  void run(Supplier<PolicyCompiler> compiler) {
    loop.executeBlocking(
            () -> compiler.get().compile(new PolicyFolder(new ShippedPolicies().read())))
        .onSuccess(read -> LOG.atInfo().log("read the policies that were compiled before"))
        .onFailure(failure -> LOG.atWarn().addKeyValue("error", failure).log("not trained"));
    TrainingCluster.open(loop)
        .compose(this::connect)
        .compose(
            connected ->
                connected
                    .cluster()
                    .uid()
                    .compose(uid -> connected.cluster().open(new Unheard()))
                    .compose(listed -> connected.cluster().readLease()))
        .onSuccess(lease -> LOG.atInfo().log("looked at an API server"))
        .onFailure(failure -> LOG.atWarn().addKeyValue("error", failure).log("not trained"));
  }

  private Future<ClusterSource.Connected> connect(int port) {
    Path kubeconfig = config.stateDirectory().resolve("training.kubeconfig");
    try {
      Files.writeString(kubeconfig, KUBECONFIG.formatted(port));
    } catch (IOException unwritable) {
      return Future.failedFuture(unwritable);
    }
    ClusterConfig training =
        new ClusterConfig(
            kubeconfig,
            null,
            null,
            Mode.OBSERVE,
            "kube-system",
            PodFact.EXPENDABLE_BELOW,
            List.of(),
            Duration.ZERO,
            List.of(),
            List.of(),
            ClusterSettings.NOTE_MAX_AGE,
            ClusterConfig.Minimum.NONE,
            null,
            null);
    return new KubernetesSource(loop, config.timings().viewMaxAge())
        .connect("training", training, loop.getOrCreateContext());
  }

  /** Whatever is told of the cluster that is only looked at. */
  private static final class Unheard implements ServedCluster.Watcher {
    @Override
    public void changed(List<Delta> deltas) {}

    @Override
    public void heartbeat(Instant sentAt) {}

    @Override
    public void watching(String broken) {}
  }
}
