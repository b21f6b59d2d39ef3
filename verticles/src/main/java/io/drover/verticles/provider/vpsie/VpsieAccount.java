package io.drover.verticles.provider.vpsie;

import io.drover.rules.facts.ProviderName;
import io.drover.verticles.bus.OwnerTag;
import io.drover.verticles.provider.vpsie.pipeline.Credentials;
import io.drover.verticles.provider.vpsie.pipeline.PipelineSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An account at VPSie.
 *
 * @param defaults what holds for groups that do not say otherwise; keys as in {@link GroupSettings}
 * @param takenOver servers that were there before Drover and carry no tag of it, by hostname or
 *     identifier; they count as tagged with the owner. Asked for each list, as a cluster's uid may
 *     be known only later
 */
public record VpsieAccount(
    ProviderName name,
    Access access,
    Sale sale,
    Lists lists,
    Map<String, String> defaults,
    Supplier<Map<String, OwnerTag>> takenOver,
    PipelineSettings pipeline) {
  public VpsieAccount {
    defaults = Map.copyOf(defaults);
  }

  /**
   * How it is reached.
   *
   * @param endpoint what every path of the shape is below of
   * @param credentials read anew for each call, so that they may be rotated
   * @param deletePassword the account's password, where deleting a server asks for it
   * @param deadline for one attempt at one call
   */
  public record Access(
      VpsieShape shape,
      URI endpoint,
      Supplier<Credentials> credentials,
      Supplier<Optional<String>> deletePassword,
      Duration deadline) {
    /** Where VPSie itself serves the shape, with half a minute for each attempt. */
    public static Access of(VpsieShape shape, Supplier<Credentials> credentials) {
      return new Access(
          shape, shape.endpoint(), credentials, Optional::empty, Duration.ofSeconds(30));
    }

    public Access at(URI other) {
      return new Access(shape, other, credentials, deletePassword, deadline);
    }
  }

  /**
   * What it buys from.
   *
   * @param datacenters by id, code or name; empty for all that take servers
   * @param age for which offerings are taken from memory
   */
  public record Sale(List<String> datacenters, Duration age) {
    public Sale {
      datacenters = List.copyOf(datacenters);
    }
  }

  /**
   * How its lists are read.
   *
   * @param settles how long they may lag behind what was done
   * @param pageSize items per page, of VPSie's and of ours
   */
  public record Lists(Duration settles, int pageSize) {}

  /** With the usual figures. */
  public static VpsieAccount of(ProviderName name, Access access) {
    return new VpsieAccount(
        name,
        access,
        new Sale(List.of(), Duration.ofMinutes(10)),
        new Lists(Duration.ofMinutes(2), 100),
        Map.of(),
        Map::of,
        PipelineSettings.DEFAULTS);
  }

  public VpsieAccount with(Sale other) {
    return new VpsieAccount(name, access, other, lists, defaults, takenOver, pipeline);
  }

  public VpsieAccount with(Lists other) {
    return new VpsieAccount(name, access, sale, other, defaults, takenOver, pipeline);
  }

  public VpsieAccount with(PipelineSettings other) {
    return new VpsieAccount(name, access, sale, lists, defaults, takenOver, other);
  }

  public VpsieAccount withDefaults(Map<String, String> others) {
    return new VpsieAccount(name, access, sale, lists, others, takenOver, pipeline);
  }

  public VpsieAccount takingOver(Supplier<Map<String, OwnerTag>> servers) {
    return new VpsieAccount(name, access, sale, lists, defaults, servers, pipeline);
  }
}
