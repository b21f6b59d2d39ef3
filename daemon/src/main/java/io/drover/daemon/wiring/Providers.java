package io.drover.daemon.wiring;

import io.drover.daemon.config.ProviderConfig;
import io.drover.rules.facts.ProviderName;
import io.drover.verticles.http.VertxHttp;
import io.drover.verticles.provider.NodeProvider;
import io.drover.verticles.provider.simulated.SimulatedAccount;
import io.drover.verticles.provider.simulated.SimulatedProvider;

/** The providers by kind. */
public final class Providers {
  private static final int PAGE = 500;

  private Providers() {}

  /** The provider of an account; its kind was checked with the configuration. */
  public static NodeProvider make(Account account) {
    return account.config().vpsie() == null ? simulated(account) : Vpsie.make(account);
  }

  private static NodeProvider simulated(Account account) {
    ProviderConfig config = account.config();
    SimulatedAccount simulated =
        new SimulatedAccount(
            new ProviderName(account.name()),
            config.endpoint(),
            account.house().secrets().of(config.credentials()),
            config.requestTimeout(),
            config.listSettles(),
            PAGE);
    return new SimulatedProvider(
        simulated, new VertxHttp(account.house().vertx(), connections(config)));
  }

  static int connections(ProviderConfig config) {
    return config.createConcurrency() + 4;
  }
}
