package io.drover.daemon.wiring;

import io.drover.daemon.config.ClusterConfig;
import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.GroupSpec;
import io.drover.verticles.cluster.ServedCluster;
import io.drover.verticles.metrics.UtilizationSource;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.Map;

/** Where served clusters come from: an API server, or memory. */
public interface ClusterSource {
  /**
   * Connects to a cluster; fails with one clear line.
   *
   * @param home context on which everything of the cluster arrives
   */
  Future<Connected> connect(String name, ClusterConfig config, Context home);

  /**
   * A cluster that answers.
   *
   * @param observeOnly why nothing may be done to it, empty when it may
   * @param groups applies the configured node groups
   * @param usage what its own metrics API tells of its nodes; may be asked from anywhere
   * @param secrets reads its secrets; may be asked from anywhere
   */
  record Connected(
      ServedCluster cluster,
      String observeOnly,
      Groups groups,
      UtilizationSource usage,
      SecretReader secrets) {}

  /** Reads the secrets of a cluster. */
  @FunctionalInterface
  interface SecretReader {
    /** What a secret holds, by key; fails when there is none or it may not be read. */
    Future<Map<String, String>> read(String namespace, String name);
  }

  /** Applies node groups of the configuration to a cluster. */
  @FunctionalInterface
  interface Groups {
    /** What could not be applied, by group; fails when no answer comes. */
    Future<Map<String, String>> apply(Map<GroupName, GroupSpec> groups);
  }
}
