package io.drover.verticles.provider;

import io.drover.rules.facts.Token;
import io.drover.verticles.bus.OwnerTag;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.bus.ProviderFailure;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;

/**
 * What stands against a command now: that the account does not live on this member any more, or
 * that a higher claim has followed the command's. Calls wait for the rate limit and for a free
 * lane, and a process may be paused meanwhile.
 */
public final class Fence {
  private final BooleanSupplier placed;
  private final BiPredicate<String, Token> mayAct;
  private final ConcurrentMap<String, Token> highest = new ConcurrentHashMap<>();

  /**
   * Around one account.
   *
   * @param placed whether the account lives on this member now
   * @param mayAct whether this member knows nothing against a token of a cluster, by its uid
   */
  public Fence(BooleanSupplier placed, BiPredicate<String, Token> mayAct) {
    this.placed = placed;
    this.mayAct = mayAct;
  }

  /** Empty when the command may go out. */
  public Optional<ProviderFailure> refuses(ProviderCommand command) {
    if (!placed.getAsBoolean()) {
      return Optional.of(
          new ProviderFailure.Unreachable("the account lives on another member", false));
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
        ? Optional.empty()
        : Optional.of(new ProviderFailure.Superseded("another member owns the cluster by now"));
  }

  private boolean passes(OwnerTag owner, Token token) {
    Token before =
        highest.merge(
            owner.clusterUid(), token, (old, next) -> next.compareTo(old) > 0 ? next : old);
    return token.mayTouch(before) && mayAct.test(owner.clusterUid(), token);
  }
}
