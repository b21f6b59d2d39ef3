package io.drover.daemon.wiring;

import io.drover.daemon.config.ProviderConfig;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.bus.ProviderFailure;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the provider of a configured account is made with.
 *
 * @param house what all accounts share
 * @param gate what stands against a command right before it goes out
 */
public record Account(
    String name,
    ProviderConfig config,
    House house,
    Function<ProviderCommand, Optional<ProviderFailure>> gate) {

  /**
   * What all accounts share.
   *
   * @param installation whose nodes are bought
   * @param stateDirectory of this member
   * @param alone whether no other member may have called before
   * @param clusterUid of a cluster by its key; empty while it is not known
   */
  public record House(
      Vertx vertx,
      String installation,
      Path stateDirectory,
      boolean alone,
      Secrets secrets,
      Function<String, Optional<String>> clusterUid,
      MeterRegistry registry) {}
}
