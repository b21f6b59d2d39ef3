package io.drover.verticles.provider;

import io.drover.verticles.bus.Capabilities;
import io.drover.verticles.bus.ProviderAnswer;
import io.drover.verticles.bus.ProviderCommand;
import io.vertx.core.Future;

/** The last gate before a provider: nothing goes out that its fence stands against. */
public final class Fenced implements NodeProvider {
  private final NodeProvider far;
  private final Fence fence;

  public Fenced(NodeProvider far, Fence fence) {
    this.far = far;
    this.fence = fence;
  }

  @Override
  public Capabilities capabilities() {
    return far.capabilities();
  }

  @Override
  public Future<ProviderAnswer> perform(ProviderCommand command) {
    return fence
        .refuses(command)
        .map(failure -> Future.<ProviderAnswer>succeededFuture(new ProviderAnswer.Failed(failure)))
        .orElseGet(() -> far.perform(command));
  }
}
