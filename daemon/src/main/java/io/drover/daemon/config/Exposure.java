package io.drover.daemon.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Whether the members' port is open to the world. Hazelcast does not ask who connects: whoever
 * reaches the port may join.
 */
public final class Exposure {
  private Exposure() {}

  /** The warning, where there is reason for one; the host's name is resolved. */
  public static Optional<String> of(HazelcastConfig hazelcast) {
    try {
      return HazelcastChecks.isPublic(InetAddress.getByName(hazelcast.host()))
          ? Optional.of(
              "hazelcast.host %s is a public address: whoever reaches port %d may join the members"
                  .formatted(hazelcast.host(), hazelcast.port()))
          : Optional.empty();
    } catch (UnknownHostException unknown) {
      return Optional.empty();
    }
  }
}
