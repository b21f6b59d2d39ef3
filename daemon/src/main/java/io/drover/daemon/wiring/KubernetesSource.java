package io.drover.daemon.wiring;

import io.drover.daemon.config.ClusterConfig;
import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.GroupSpec;
import io.drover.verticles.bus.ClusterOutcome;
import io.drover.verticles.cluster.kubernetes.ConfiguredGroup;
import io.drover.verticles.cluster.kubernetes.Home;
import io.drover.verticles.cluster.kubernetes.KubernetesAccess;
import io.drover.verticles.cluster.kubernetes.KubernetesCluster;
import io.drover.verticles.cluster.kubernetes.KubernetesClusters;
import io.drover.verticles.cluster.kubernetes.KubernetesSettings;
import io.drover.verticles.cluster.kubernetes.Schemas;
import io.drover.verticles.time.VertxTime;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Clusters at API servers. */
public final class KubernetesSource implements ClusterSource {
  private final Vertx vertx;
  private final Duration viewMaxAge;

  /**
   * Nothing is connected yet.
   *
   * @param viewMaxAge an older view is stale
   */
  public KubernetesSource(Vertx vertx, Duration viewMaxAge) {
    this.vertx = vertx;
    this.viewMaxAge = viewMaxAge;
  }

  @Override
  public Future<Connected> connect(String name, ClusterConfig config, Context context) {
    VertxTime time = new VertxTime(vertx);
    Home home = new Home(task -> context.runOnContext(any -> task.run()), time, time);
    KubernetesSettings settings =
        KubernetesSettings.defaults().inNamespace(config.leaseNamespace()).freshWithin(viewMaxAge);
    return KubernetesClusters.connect(
            new KubernetesAccess(config.kubeconfig(), config.context()), settings, home)
        .compose(
            cluster ->
                cluster
                    .schema()
                    .compose(problems -> connected(cluster, problems))
                    .onFailure(unread -> cluster.close()));
  }

  /** Without the definitions it is tried again later; with other than ours it is only observed. */
  private static Future<Connected> connected(KubernetesCluster cluster, String problems) {
    return Schemas.missing(problems)
        ? Future.failedFuture(new StartFailure(problems))
        : Future.succeededFuture(
            new Connected(
                cluster,
                problems,
                groups -> apply(cluster, groups),
                cluster::usage,
                cluster::secret));
  }

  private static Future<Map<String, String>> apply(
      KubernetesCluster cluster, Map<GroupName, GroupSpec> groups) {
    List<ConfiguredGroup> configured =
        groups.entrySet().stream()
            .map(entry -> new ConfiguredGroup(entry.getKey(), entry.getValue()))
            .toList();
    return cluster
        .applyGroups(configured)
        .map(
            outcomes -> {
              Map<String, String> refused = new TreeMap<>();
              outcomes.forEach(
                  (group, outcome) -> {
                    if (!(outcome instanceof ClusterOutcome.Done)
                        && !(outcome instanceof ClusterOutcome.Wrote)) {
                      refused.put(group.value(), outcome.toString());
                    }
                  });
              return refused;
            });
  }
}
