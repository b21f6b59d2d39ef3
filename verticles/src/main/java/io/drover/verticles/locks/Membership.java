package io.drover.verticles.locks;

import com.hazelcast.config.Config;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MultiMapConfig;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.config.cp.CPSubsystemConfig;
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
  /** With fewer, the loss of one would be the loss of the majority. */
  public static final int FEWEST_THAT_AGREE = 3;

  /** More would only make each agreement slower. */
  private static final int MOST_THAT_AGREE = 7;

  private static final int FIRST_PORT = 5701;

  /** What the members tell each other, and what vertx-hazelcast keeps. */
  private static final List<String> KNOWN_CLASSES =
      List.of("com.hazelcast.", "io.vertx.", "java.lang.", "java.util.", "[");

  public Membership {
    members = List.copyOf(members);
  }

  /** The member named so, before it has joined the others. */
  public Members joining(Member self) {
    return new Members(new HazelcastClusterManager(config(self)), self, seats());
  }

  /** How many members agree on locks: an odd number, or none. */
  int seats() {
    int most = Math.min(members.size(), MOST_THAT_AGREE);
    return most < FEWEST_THAT_AGREE ? 0 : most - (most + 1) % 2;
  }

  Config config(Member self) {
    Config config = new Config();
    config.setClusterName("drover");
    config.getMemberAttributeConfig().setAttribute(Members.IDENTITY, self.identity());
    config.getMemberAttributeConfig().setAttribute(Members.SITE, self.site());
    config.setProperty("hazelcast.phone.home.enabled", "false");
    config.setProperty("hazelcast.socket.bind.any", "false");
    config.setProperty("hazelcast.logging.type", "slf4j");
    config.setProperty("hazelcast.shutdownhook.enabled", "false");
    config.setProperty("hazelcast.heartbeat.interval.seconds", "1");
    config.setProperty("hazelcast.max.no.heartbeat.seconds", "10");
    config.setProperty("hazelcast.wait.seconds.before.join", "0");
    // How soon members that a partition has parted look for each other; by default five minutes.
    config.setProperty("hazelcast.merge.first.run.delay.seconds", "10");
    config.setProperty("hazelcast.merge.next.run.delay.seconds", "5");
    // All members must agree on it. There are a few hundred entries, and fewer start sooner.
    config.setProperty("hazelcast.partition.count", "11");
    config.setProperty("hazelcast.operation.thread.count", "2");
    config.setProperty("hazelcast.operation.generic.thread.count", "2");
    // A member that hangs takes the thread that writes to it: nobody else's may be left on that.
    config.setProperty("hazelcast.io.input.thread.count", "1");
    config.setProperty("hazelcast.io.output.thread.count", "8");
    config.setProperty("hazelcast.io.balancer.interval.seconds", "1");
    config.setProperty("hazelcast.event.thread.count", "1");
    network(config.getNetworkConfig());
    config
        .getSerializationConfig()
        .setJavaSerializationFilterConfig(knownClasses(new JavaSerializationFilterConfig()));
    if (seats() > 0) {
      agreement(config.getCPSubsystemConfig());
    }
    // What vertx-hazelcast keeps its subscriptions in, as in its own default configuration.
    config.addMultiMapConfig(
        new MultiMapConfig("__vertx.subs")
            .setBackupCount(1)
            .setValueCollectionType(MultiMapConfig.ValueCollectionType.SET));
    config.addMapConfig(new MapConfig("__vertx.haInfo").setBackupCount(1));
    config.addMapConfig(new MapConfig("__vertx.nodeInfo").setBackupCount(1));
    return config;
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

  /** Nothing else that a stranger sends to the port is made an object of. */
  private static JavaSerializationFilterConfig knownClasses(JavaSerializationFilterConfig filter) {
    filter.setDefaultsDisabled(true);
    KNOWN_CLASSES.forEach(filter.getWhitelist()::addPrefixes);
    return filter;
  }

  /**
   * A lock outlives a holder that is gone by the session's time to live; a leader that is gone is
   * noticed after its heartbeats missed.
   */
  private void agreement(CPSubsystemConfig agreement) {
    agreement
        .setCPMemberCount(seats())
        .setSessionTimeToLiveSeconds((int) Members.LOCK_OUTLIVES.toSeconds())
        .setSessionHeartbeatIntervalSeconds(1)
        .setMissingCPMemberAutoRemovalSeconds(30);
    agreement
        .getRaftAlgorithmConfig()
        .setLeaderHeartbeatPeriodInMillis(1_000)
        .setMaxMissedLeaderHeartbeatCount(5)
        .setLeaderElectionTimeoutInMillis(1_000);
  }
}
