package io.drover.daemon.config;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
 * @param tls of the event bus; null = members trust whoever connects
 */
public record HazelcastConfig(
    String host,
    int port,
    int eventBusPort,
    List<String> members,
    boolean allowPublicAddress,
    @Nullable Tls tls)
    implements ConfigPart {
  /**
   * What members prove themselves by to each other.
   *
   * @param certificate of this member, PEM, with those that it is signed by
   * @param key of the certificate, PEM, PKCS #8
   * @param ca whose certificates are members', PEM
   */
  public record Tls(Path certificate, Path key, Path ca) implements ConfigPart {}

  public HazelcastConfig {
    members = List.copyOf(members);
  }

  /** Whether there is anybody else to find. */
  public boolean hasSeveralMembers() {
    return members.size() > 1;
  }
}
