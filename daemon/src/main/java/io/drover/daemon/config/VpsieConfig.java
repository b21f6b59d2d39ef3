package io.drover.daemon.config;

import io.drover.verticles.provider.vpsie.VpsieShape;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What only an account at VPSie has.
 *
 * @param shape which of VPSie's API shapes is spoken; default {@code document}
 * @param join how servers become nodes; default by their user data
 * @param clientId with the secret, instead of a token under {@code credentials}
 * @param deletePassword of the account, where deleting a server asks for it
 * @param datacenters to buy in, by id, code or name; empty = all that take servers
 * @param tls12 whether TLS 1.2 will do; default false: 1.3 only
 * @param trusted a PEM file with those who vouch for the server; null = those that Java knows
 * @param defaults settings of groups that do not say otherwise
 * @param takenOver servers that were there before, by hostname or identifier
 */
public record VpsieConfig(
    VpsieShape shape,
    Join join,
    @Nullable SecretSource clientId,
    @Nullable SecretSource clientSecret,
    @Nullable SecretSource deletePassword,
    List<String> datacenters,
    boolean tls12,
    @Nullable Path trusted,
    Map<String, String> defaults,
    Map<String, TakenOver> takenOver)
    implements ConfigPart {

  /** How servers become nodes. */
  public enum Join {
    /** They join by themselves, as their user data says. */
    USER_DATA("user-data"),
    /** They are nodes of VPSie's own Kubernetes, which lets them join. */
    NODE_GROUPS("node-groups");

    private final String word;

    Join(String word) {
      this.word = word;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  /** Whose node a server is from now on; the cluster by its key in the configuration. */
  public record TakenOver(String cluster, String group) implements ConfigPart {}
}
