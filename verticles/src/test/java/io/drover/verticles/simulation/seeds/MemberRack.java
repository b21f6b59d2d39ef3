package io.drover.verticles.simulation.seeds;

import io.drover.verticles.bus.Capabilities;
import io.drover.verticles.bus.ProviderAnswer;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.provider.NodeProvider;
import io.drover.verticles.simulation.seeds.Network.Far;
import io.vertx.core.Future;

/** The machines on the rack as one process of a member reaches them, over the network. */
record MemberRack(NodeProvider near, Door door) implements NodeProvider {
  @Override
  public Capabilities capabilities() {
    return near.capabilities();
  }

  @Override
  public Future<ProviderAnswer> perform(ProviderCommand command) {
    return door.call(
        Far.CLOUD,
        command.getClass().getSimpleName(),
        () -> near.perform(command),
        () ->
            Future.succeededFuture(
                new ProviderAnswer.Failed(new ProviderFailure.Unreachable("no answer", true))));
  }
}
