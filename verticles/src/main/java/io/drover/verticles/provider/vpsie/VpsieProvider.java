package io.drover.verticles.provider.vpsie;

import io.drover.verticles.bus.Capabilities;
import io.drover.verticles.bus.ProviderAnswer;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.provider.NodeProvider;
import io.drover.verticles.provider.shapes.CreatedInstances;
import io.drover.verticles.provider.vpsie.pipeline.Pipeline;
import io.drover.verticles.provider.vpsie.pipeline.RateLimit;
import io.vertx.core.Future;

/**
 * VPSie as a provider of servers, which join by their user data. It keeps the account's rate
 * itself, call by call; a limit in front of it that counts commands need not.
 */
public final class VpsieProvider implements NodeProvider {
  private final RateLimit limit;
  private final CreatedInstances shape;

  public VpsieProvider(VpsieAccount account, VpsieHouse house) {
    this.limit = house.limit(account);
    Pipeline pipeline = house.pipeline(account, limit);
    this.shape =
        CreatedInstances.foundByName(
            new VpsieFarEnd(pipeline, account, house),
            account.lists().settles(),
            house.time().clock());
  }

  /** The account's limit, which is handed over when the account moves to another member. */
  public RateLimit limit() {
    return limit;
  }

  @Override
  public Capabilities capabilities() {
    return shape.capabilities();
  }

  @Override
  public Future<ProviderAnswer> perform(ProviderCommand command) {
    return shape.perform(command);
  }
}
