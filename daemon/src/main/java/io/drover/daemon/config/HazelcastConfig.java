package io.drover.daemon.config;

import java.util.List;

/**
 * How members of one installation find each other.
 *
 * @param host default {@code 127.0.0.1}
 * @param port default 5701; 0 = any free one
 * @param eventBusPort default 15701; 0 = any free one
 * @param members all members as {@code host} or {@code host:port}; one or none = this member is
 *     alone
 * @param allowPublicAddress whether several members may listen on a public address, where anybody
 *     could join; default false
 */
public record HazelcastConfig(
    String host, int port, int eventBusPort, List<String> members, boolean allowPublicAddress)
    implements ConfigPart {
  public HazelcastConfig {
    members = List.copyOf(members);
  }

  /** Whether there is anybody else to find. */
  public boolean hasSeveralMembers() {
    return members.size() > 1;
  }
}
