package io.drover.daemon.config;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A served cluster.
 *
 * @param kubeconfig required
 * @param context a context of the kubeconfig; null = its current one
 * @param uid the uid that the cluster's kube-system namespace must have; null = whatever it is at
 *     first sight
 * @param mode default Act
 * @param leaseNamespace where the claim on the cluster lies; default {@code kube-system}
 * @param expendablePodsBelow pods of a lower priority are expendable; at most 0, default -10
 * @param timeZones whose clocks the rules are told besides UTC
 * @param pendingTime how long a pod waits before a node is bought for it; default not at all
 * @param ignoredNamespaces for whose pods no node is bought
 * @param freezes in which no node goes by scale-down
 * @param noteMaxAge how old the note on a node that it is unneeded may be when a member takes over;
 *     default 1 h
 * @param minimum what must remain of the cluster when nodes are removed
 * @param newGroups which node groups may be made for pods; null = none
 * @param metrics where utilisation of its nodes comes from; null = nowhere
 */
public record ClusterConfig(
    Path kubeconfig,
    @Nullable String context,
    @Nullable String uid,
    Mode mode,
    String leaseNamespace,
    int expendablePodsBelow,
    List<ZoneId> timeZones,
    Duration pendingTime,
    List<String> ignoredNamespaces,
    List<FreezeConfig> freezes,
    Duration noteMaxAge,
    Minimum minimum,
    @Nullable NewGroupsConfig newGroups,
    @Nullable MetricsConfig metrics)
    implements ConfigPart {
  public ClusterConfig {
    timeZones = List.copyOf(timeZones);
    ignoredNamespaces = List.copyOf(ignoredNamespaces);
    freezes = List.copyOf(freezes);
  }

  /**
   * What must remain of all nodes of the cluster, of whichever groups and of none; null = anything.
   *
   * @param nodes default 0
   * @param cpu a Kubernetes quantity
   * @param memory a Kubernetes quantity
   */
  public record Minimum(int nodes, @Nullable String cpu, @Nullable String memory)
      implements ConfigPart {
    public static final Minimum NONE = new Minimum(0, null, null);
  }
}
