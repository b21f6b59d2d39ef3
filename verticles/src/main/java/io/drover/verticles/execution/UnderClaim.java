package io.drover.verticles.execution;

import io.drover.rules.facts.Token;
import io.drover.verticles.bus.Capabilities;
import io.drover.verticles.bus.ProviderAnswer;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.locks.Ownership;
import io.drover.verticles.provider.NodeProvider;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/**
 * A provider to which nothing that changes anything is sent but under the claim that is held at
 * that very moment: what was allowed before may have waited for a long time.
 */
record UnderClaim(NodeProvider provider, Ownership ownership) implements NodeProvider {
  @Override
  public Capabilities capabilities() {
    return provider.capabilities();
  }

  @Override
  public Future<ProviderAnswer> perform(ProviderCommand command) {
    Token under = token(command);
    boolean held =
        under == null
            || ownership.current().filter(claim -> claim.token().equals(under)).isPresent();
    return held
        ? provider.perform(command)
        : Future.succeededFuture(
            new ProviderAnswer.Failed(
                new ProviderFailure.Superseded("the cluster's claim was lost")));
  }

  private static @Nullable Token token(ProviderCommand command) {
    return switch (command) {
      case ProviderCommand.Create create -> create.token();
      case ProviderCommand.Delete delete -> delete.token();
      case ProviderCommand.PutBack back -> back.token();
      case ProviderCommand.Offerings any -> null;
      case ProviderCommand.Instances any -> null;
      case ProviderCommand.TargetSize any -> null;
    };
  }
}
