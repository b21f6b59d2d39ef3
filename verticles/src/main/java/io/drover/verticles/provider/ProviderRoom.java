package io.drover.verticles.provider;

import io.drover.rules.facts.ProviderName;
import io.drover.verticles.bus.Accounts;
import io.drover.verticles.bus.Bus;
import io.drover.verticles.bus.Lane;
import io.drover.verticles.bus.ProviderAnswer;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.bus.ProviderState;
import io.drover.verticles.provider.resilience.ResilienceSettings;
import io.drover.verticles.provider.resilience.ResilientProvider;
import io.drover.verticles.time.Timers;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The room of one provider account: answers commands with the care that the account needs, creates
 * and other calls in lanes of their own, and tells how the account is.
 */
public final class ProviderRoom {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
  private static final Duration TELLS_EVERY = Duration.ofSeconds(10);
  private static final int MOST_PACED = 50;

  private final ProviderName name;
  private final Bus bus;
  private final Timers timers;
  private final Askers askers;
  private final ResilientProvider provider;
  private final Lane creates;
  private final Lane others;
  private final List<Bus.Subscription> subscriptions = new ArrayList<>();
  private Timers.@Nullable Timer next;
  private boolean stopped;

  /** What a room needs of the house. */
  public record House(Bus bus, ResilientProvider.Time time, Askers askers) {}

  /**
   * The figures of an account.
   *
   * @param createsAtOnce creations under way
   * @param othersAtOnce other calls under way
   */
  public record Settings(ResilienceSettings resilience, int createsAtOnce, int othersAtOnce) {
    public static Settings of(int callsPerSecond, int createsAtOnce) {
      return new Settings(ResilienceSettings.of(callsPerSecond), createsAtOnce, 10);
    }

    /** For a provider that keeps the account's rate by itself: calls wait there, in fair turns. */
    public static Settings ofPaced() {
      return new Settings(ResilienceSettings.ofPaced(), MOST_PACED, MOST_PACED);
    }
  }

  /**
   * A room that is not started yet.
   *
   * @param far the provider itself; the room adds rate limit, breaker and retry
   */
  public ProviderRoom(ProviderName name, NodeProvider far, Settings settings, House house) {
    this.name = name;
    this.bus = house.bus();
    this.timers = house.time().timers();
    this.askers = house.askers();
    this.provider =
        new ResilientProvider(name, far, settings.resilience(), house.time(), this::tell);
    this.creates = new Lane(settings.createsAtOnce(), settings.resilience().mostWaiting());
    this.others = new Lane(settings.othersAtOnce(), settings.resilience().mostWaiting());
  }

  /** Completes when the account can be asked from everywhere. */
  public Future<Void> start() {
    return bus.answer(Accounts.command(name), this::perform)
        .onSuccess(subscriptions::add)
        .compose(
            ok ->
                bus.answer(
                    Accounts.capabilities(name),
                    asked -> Future.succeededFuture(provider.capabilities())))
        .onSuccess(subscriptions::add)
        .onSuccess(ok -> tellAgain())
        .mapEmpty();
  }

  public Future<Void> stop() {
    stopped = true;
    if (next != null) {
      next.cancel();
    }
    return Future.join(subscriptions.stream().map(Bus.Subscription::end).toList()).mapEmpty();
  }

  /** How the account is now. */
  public ProviderState state() {
    return provider.state();
  }

  private Future<ProviderAnswer> perform(ProviderCommand command) {
    Lane lane = command instanceof ProviderCommand.Create ? creates : others;
    return askers.waiting(command, () -> lane.run(() -> inTurn(command), () -> tooMany(lane)));
  }

  private Future<ProviderAnswer> inTurn(ProviderCommand command) {
    return askers
        .refuse(command)
        .map(late -> Future.<ProviderAnswer>succeededFuture(new ProviderAnswer.Failed(late)))
        .orElseGet(() -> provider.perform(command));
  }

  private static ProviderAnswer tooMany(Lane lane) {
    return new ProviderAnswer.Failed(
        new ProviderFailure.RateLimited(
            "more than " + lane.mostWaiting() + " calls wait for a free lane", RETRY_AFTER));
  }

  private void tell(ProviderState state) {
    bus.publish(Accounts.state(), state);
  }

  private void tellAgain() {
    if (!stopped) {
      tell(provider.state());
      if (!provider.state().working()) {
        // Nobody may be asking just now: only an answer shows that the account works again.
        others.run(provider::probe, () -> tooMany(others));
      }
      next = timers.after(TELLS_EVERY, this::tellAgain);
    }
  }
}
