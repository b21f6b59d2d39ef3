package io.drover.daemon.wiring;

import io.drover.daemon.config.ProviderConfig;
import io.drover.daemon.config.SecretSource;
import io.drover.rules.facts.ProviderName;
import io.drover.verticles.http.VertxHttp;
import io.drover.verticles.provider.NodeProvider;
import io.drover.verticles.provider.simulated.SimulatedAccount;
import io.drover.verticles.provider.simulated.SimulatedProvider;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The providers by kind. */
public final class Providers {
  private static final int PAGE = 500;

  private Providers() {}

  /** The provider of an account; its kind was checked with the configuration. */
  public static NodeProvider make(Vertx vertx, String name, ProviderConfig config) {
    SimulatedAccount account =
        new SimulatedAccount(
            new ProviderName(name),
            config.endpoint(),
            () -> secret(config.credentials()),
            config.requestTimeout(),
            config.listSettles(),
            PAGE);
    int connections = config.createConcurrency() + 4;
    return new SimulatedProvider(account, new VertxHttp(vertx, connections));
  }

  /** Read at each use, so that a rotated credential is taken without a restart. */
  static Optional<String> secret(@Nullable SecretSource source) {
    return switch (source) {
      case null -> Optional.empty();
      case SecretSource.Environment(String variable) ->
          Optional.ofNullable(System.getenv(variable));
      case SecretSource.File(var file) -> {
        try {
          yield Optional.of(Files.readString(file).strip());
        } catch (IOException unreadable) {
          throw new UncheckedIOException(unreadable);
        }
      }
    };
  }
}
