package io.drover.daemon.wiring;

import io.drover.rules.facts.Token;
import io.drover.verticles.bus.Capabilities;
import io.drover.verticles.bus.OwnerTag;
import io.drover.verticles.bus.ProviderAnswer;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.provider.NodeProvider;
import io.vertx.core.Future;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;

/**
 * The last gate before a provider: nothing goes out from a member that the account does not live on
 * any more, nor under a claim that a higher one has followed. Calls wait for the rate limit and for
 * a free lane before it, and a process may be paused meanwhile.
 */
final class Fenced implements NodeProvider {
  private final NodeProvider far;
  private final BooleanSupplier placed;
  private final BiPredicate<String, Token> mayAct;
  private final ConcurrentMap<String, Token> highest = new ConcurrentHashMap<>();

  /**
   * Before the provider itself.
   *
   * @param placed whether the account lives on this member now
   * @param mayAct whether this member knows nothing against a token of a cluster, by its uid
   */
  Fenced(NodeProvider far, BooleanSupplier placed, BiPredicate<String, Token> mayAct) {
    this.far = far;
    this.placed = placed;
    this.mayAct = mayAct;
  }

  @Override
  public Capabilities capabilities() {
    return far.capabilities();
  }

  @Override
  public Future<ProviderAnswer> perform(ProviderCommand command) {
    if (!placed.getAsBoolean()) {
      return failed(new ProviderFailure.Unreachable("the account lives on another member", false));
    }
    boolean passes =
        switch (command) {
          case ProviderCommand.Create create -> passes(create.owner(), create.token());
          case ProviderCommand.Delete delete -> passes(delete.owner(), delete.token());
          case ProviderCommand.PutBack back -> passes(back.owner(), back.token());
          case ProviderCommand.Offerings offerings -> true;
          case ProviderCommand.Instances instances -> true;
          case ProviderCommand.TargetSize size -> true;
        };
    return passes
        ? far.perform(command)
        : failed(new ProviderFailure.Superseded("another member owns the cluster by now"));
  }

  private boolean passes(OwnerTag owner, Token token) {
    Token before =
        highest.merge(
            owner.clusterUid(), token, (old, next) -> next.compareTo(old) > 0 ? next : old);
    return token.mayTouch(before) && mayAct.test(owner.clusterUid(), token);
  }

  private static Future<ProviderAnswer> failed(ProviderFailure failure) {
    return Future.succeededFuture(new ProviderAnswer.Failed(failure));
  }
}
