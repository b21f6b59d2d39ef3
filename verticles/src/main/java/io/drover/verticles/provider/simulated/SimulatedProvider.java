package io.drover.verticles.provider.simulated;

import io.drover.verticles.bus.Capabilities;
import io.drover.verticles.bus.ProviderAnswer;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.http.Http;
import io.drover.verticles.provider.NodeProvider;
import io.drover.verticles.provider.shapes.CreatedInstances;
import io.vertx.core.Future;

/** The simulated cloud as a provider: the intent is its idempotency key, tags tell the owner. */
public final class SimulatedProvider implements NodeProvider {
  private final CreatedInstances shape;

  public SimulatedProvider(SimulatedAccount account, Http http) {
    this.shape =
        CreatedInstances.keyed(
            new CloudApi(account, new CloudCalls(account, http)), account.listSettles());
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
