package io.drover.verticles.provider.resilience;

import io.drover.rules.facts.ProviderName;
import io.drover.verticles.bus.Capabilities;
import io.drover.verticles.bus.ProviderAnswer;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.bus.ProviderState;
import io.drover.verticles.provider.NodeProvider;
import io.drover.verticles.time.Chance;
import io.drover.verticles.time.Clock;
import io.drover.verticles.time.Timers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A provider treated with care: calls go at the account's rate, not at all while it does not
 * answer, and only reads are repeated here. Creates and deletes are repeated by execution.
 */
public final class ResilientProvider implements NodeProvider {
  private final NodeProvider provider;
  private final ResilienceSettings settings;
  private final Time time;
  private final RateGate gate;
  private final Breaker breaker;
  private final AccountHealth health;

  /** Time and chance. */
  public record Time(Clock clock, Timers timers, Chance chance) {}

  /**
   * A provider around another.
   *
   * @param told of every change of the account's state
   */
  public ResilientProvider(
      ProviderName name,
      NodeProvider provider,
      ResilienceSettings settings,
      Time time,
      Consumer<ProviderState> told) {
    this.provider = provider;
    this.settings = settings;
    this.time = time;
    this.gate = new RateGate(settings, time.clock(), time.timers());
    this.breaker = new Breaker(settings, time.clock(), time.chance());
    this.health = new AccountHealth(name, time.clock(), told);
  }

  /** How the account is now. */
  public ProviderState state() {
    return health.state();
  }

  /** Asks what shows whether an account that does not work works again. */
  public Future<ProviderAnswer> probe() {
    return perform(health.question());
  }

  @Override
  public Capabilities capabilities() {
    return provider.capabilities();
  }

  @Override
  public Future<ProviderAnswer> perform(ProviderCommand command) {
    return attempt(command, 1);
  }

  private Future<ProviderAnswer> attempt(ProviderCommand command, int number) {
    return once(command)
        .compose(
            answer -> {
              boolean again =
                  reads(command)
                      && number < settings.readTries()
                      && !breaker.open()
                      && unreachable(answer);
              return again
                  ? later(command, number)
                  : Future.succeededFuture(concluded(command, answer));
            });
  }

  /** Of an account that has never answered the first failure tells as much as the fifth. */
  private ProviderAnswer concluded(ProviderCommand command, ProviderAnswer answer) {
    if (health.unknown()
        && ofTheAccount(command)
        && answer instanceof ProviderAnswer.Failed failed
        && failed.failure() instanceof ProviderFailure.Unreachable) {
      health.failing("PROVIDER_UNREACHABLE", failed.failure().detail());
    }
    return answer;
  }

  private Future<ProviderAnswer> later(ProviderCommand command, int number) {
    Promise<ProviderAnswer> promise = Promise.promise();
    Duration wait = settings.readRetry().after(number, time.chance());
    time.timers().after(wait, () -> attempt(command, number + 1).onComplete(promise));
    return promise.future();
  }

  private Future<ProviderAnswer> once(ProviderCommand command) {
    return gate.pass()
        .compose(
            pass ->
                switch (pass) {
                  case RateGate.Pass.Go() -> throughBreaker(command);
                  case RateGate.Pass.NotNow(String detail, Duration retryAfter) ->
                      failed(new ProviderFailure.RateLimited(detail, retryAfter));
                });
  }

  private Future<ProviderAnswer> throughBreaker(ProviderCommand command) {
    if (!breaker.admits()) {
      return failed(
          new ProviderFailure.Unreachable(
              "it did not answer; nothing is sent until " + breaker.probeAt(), false));
    }
    return provider
        .perform(command)
        .onSuccess(answer -> learn(command, answer))
        .onFailure(broken -> unanswered(String.valueOf(broken.getMessage())));
  }

  private void learn(ProviderCommand command, ProviderAnswer answer) {
    if (!(answer instanceof ProviderAnswer.Failed(ProviderFailure failure))) {
      answered(command);
      return;
    }
    switch (failure) {
      case ProviderFailure.Unreachable(String detail, boolean mayHaveHappened) -> {
        if (breaker.open() || !(mayHaveHappened && waitsForAList(command))) {
          unanswered(detail);
        }
      }
      case ProviderFailure.RateLimited(String detail, Duration retryAfter) -> {
        breaker.answered();
        gate.hold(retryAfter);
        health.failing("RATE_LIMITED", detail);
      }
      case ProviderFailure.Denied(String detail, boolean whatever) -> {
        breaker.answered();
        if (ofTheAccount(command)) {
          health.denied(command, detail);
        } else if (whatever) {
          probe();
        }
      }
      case ProviderFailure.NoCapacity none -> answered(command);
      case ProviderFailure.NotFound none -> answered(command);
      case ProviderFailure.Superseded notSent -> {}
    }
  }

  /**
   * Without keys, a purchase that may have been made is waited for, for minutes: that it is not
   * there yet tells nothing of the account, and must not keep all other calls from it.
   */
  private boolean waitsForAList(ProviderCommand command) {
    return command instanceof ProviderCommand.Create
        && provider.capabilities().creation() == Capabilities.Creation.FIND_BY_NAME;
  }

  /**
   * A denied purchase or group is about that one, what is denied otherwise about the account. Where
   * anything else would have been denied too, the account is asked.
   */
  private static boolean ofTheAccount(ProviderCommand command) {
    boolean ofAGroup =
        command instanceof ProviderCommand.TargetSize
            || (command instanceof ProviderCommand.Instances instances
                && instances.scope() instanceof ProviderCommand.Scope.Group);
    return reads(command) && !ofAGroup;
  }

  private void answered(ProviderCommand command) {
    breaker.answered();
    health.answered(command);
  }

  private void unanswered(String detail) {
    breaker.unreachable();
    if (breaker.open()) {
      health.failing("PROVIDER_UNREACHABLE", detail);
    }
  }

  private static boolean unreachable(ProviderAnswer answer) {
    return answer instanceof ProviderAnswer.Failed failed
        && failed.failure() instanceof ProviderFailure.Unreachable;
  }

  private static boolean reads(ProviderCommand command) {
    return switch (command) {
      case ProviderCommand.Offerings any -> true;
      case ProviderCommand.Instances any -> true;
      case ProviderCommand.TargetSize any -> true;
      case ProviderCommand.Create any -> false;
      case ProviderCommand.Delete any -> false;
      case ProviderCommand.PutBack any -> false;
    };
  }

  private static Future<ProviderAnswer> failed(ProviderFailure failure) {
    return Future.succeededFuture(new ProviderAnswer.Failed(failure));
  }
}
