package io.drover.verticles.simulation;

import io.drover.verticles.bus.Capabilities;
import io.drover.verticles.bus.ProviderAnswer;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.provider.NodeProvider;
import io.vertx.core.Future;

/** The cloud as one process reaches it: calls may be lost, and end when the process does. */
record TappedCloud(NodeProvider cloud, Mortal mortal, House house) implements NodeProvider {
  @Override
  public Capabilities capabilities() {
    return cloud.capabilities();
  }

  @Override
  public Future<ProviderAnswer> perform(ProviderCommand command) {
    boolean changes =
        command instanceof ProviderCommand.Create
            || command instanceof ProviderCommand.Delete
            || command instanceof ProviderCommand.PutBack;
    return changes
        ? house.cross(
            mortal,
            command.getClass().getSimpleName(),
            () -> cloud.perform(command),
            new ProviderAnswer.Failed(new ProviderFailure.Unreachable("no answer", true)))
        : mortal.heard(cloud.perform(command));
  }
}
