package io.drover.verticles.locks;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MultiMapConfig;
import com.hazelcast.config.NetworkConfig;
import io.vertx.core.spi.cluster.ClusterManager;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.List;

/**
 * The members of an installation on Hazelcast. Only the named address is bound: no multicast, no
 * discovery, no call home.
 *
 * @param host address that this member binds
 * @param port TCP port, 0 for any free one
 * @param members addresses of all members as {@code host:port}; empty for a single member
 */
public record Membership(String host, int port, List<String> members) {
  private static final int FIRST_PORT = 5701;

  public Membership {
    members = List.copyOf(members);
  }

  /** The cluster manager that Vert.x is started with. */
  public ClusterManager clusterManager() {
    Config config = new Config();
    config.setClusterName("drover");
    config.setProperty("hazelcast.phone.home.enabled", "false");
    config.setProperty("hazelcast.socket.bind.any", "false");
    config.setProperty("hazelcast.logging.type", "slf4j");
    config.setProperty("hazelcast.shutdownhook.enabled", "false");
    config.setProperty("hazelcast.heartbeat.interval.seconds", "1");
    config.setProperty("hazelcast.max.no.heartbeat.seconds", "10");
    config.setProperty("hazelcast.wait.seconds.before.join", "0");
    // All members must agree on it. There are a few hundred entries, and fewer start sooner.
    config.setProperty("hazelcast.partition.count", "11");
    config.setProperty("hazelcast.operation.thread.count", "2");
    config.setProperty("hazelcast.operation.generic.thread.count", "2");
    config.setProperty("hazelcast.io.thread.count", "1");
    config.setProperty("hazelcast.event.thread.count", "1");
    network(config.getNetworkConfig());
    // What vertx-hazelcast keeps its subscriptions in, as in its own default configuration.
    config.addMultiMapConfig(
        new MultiMapConfig("__vertx.subs")
            .setBackupCount(1)
            .setValueCollectionType(MultiMapConfig.ValueCollectionType.SET));
    config.addMapConfig(new MapConfig("__vertx.haInfo").setBackupCount(1));
    config.addMapConfig(new MapConfig("__vertx.nodeInfo").setBackupCount(1));
    return new HazelcastClusterManager(config);
  }

  private void network(NetworkConfig network) {
    network.setPort(port == 0 ? FIRST_PORT : port).setPortAutoIncrement(port == 0);
    network.getInterfaces().setEnabled(true).addInterface(host);
    JoinConfig join = network.getJoin();
    join.getAutoDetectionConfig().setEnabled(false);
    join.getMulticastConfig().setEnabled(false);
    join.getTcpIpConfig().setEnabled(members.size() > 1);
    members.forEach(join.getTcpIpConfig()::addMember);
  }
}
