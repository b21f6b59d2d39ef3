package io.drover.daemon.config;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The whole configuration. Component names are the keys of the file.
 *
 * @param installation part of every owner tag: 1 to 40 of {@code a-z 0-9 -}; required
 * @param stateDirectory where the journal, policy versions and the member's identity lie; default
 *     {@code /var/lib/drover}
 * @param policies the folder of rules; default {@code /etc/drover/rules}
 * @param clusters the served clusters by name; at least one
 * @param providers accounts and machines at which nodes are made, by name
 * @param nodeGroups by key
 * @param controlSocket the Unix socket of the control API; default {@code /run/drover/control.sock}
 * @param site where this member runs; null = nowhere in particular
 * @param spot where interruption notices come from besides the providers; null = nowhere
 */
public record DroverConfig(
    String installation,
    Path stateDirectory,
    Path policies,
    Map<String, ClusterConfig> clusters,
    Map<String, ProviderConfig> providers,
    Map<String, NodeGroupConfig> nodeGroups,
    HttpConfig http,
    Path controlSocket,
    HazelcastConfig hazelcast,
    @Nullable String site,
    @Nullable SpotConfig spot,
    TimingsConfig timings,
    JournalConfig journal,
    SafetyConfig safety)
    implements ConfigPart {
  public DroverConfig {
    clusters = Ordered.copy(clusters);
    providers = Ordered.copy(providers);
    nodeGroups = Ordered.copy(nodeGroups);
  }
}
