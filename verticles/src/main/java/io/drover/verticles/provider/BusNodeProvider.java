package io.drover.verticles.provider;

import io.drover.rules.facts.ProviderName;
import io.drover.verticles.bus.Accounts;
import io.drover.verticles.bus.Bus;
import io.drover.verticles.bus.Capabilities;
import io.drover.verticles.bus.CapabilitiesRequest;
import io.drover.verticles.bus.ProviderAnswer;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.time.Timers;
import io.vertx.core.Future;
import java.time.Duration;

/** A provider account wherever its room is, asked over the bus. */
public final class BusNodeProvider implements NodeProvider {
  private static final Duration CAPABILITIES_DEADLINE = Duration.ofSeconds(5);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final ProviderName name;
  private final Bus bus;
  private final Timers timers;
  private final Duration deadline;
  private final String asker;
  private volatile Capabilities capabilities = Capabilities.UNKNOWN;

  /**
   * A provider that is not started yet.
   *
   * @param asker the room that asks
   * @param deadline for one command, the wait for its turn at the account included
   */
  public BusNodeProvider(
      ProviderName name, Bus bus, Timers timers, String asker, Duration deadline) {
    this.name = name;
    this.bus = bus;
    this.timers = timers;
    this.asker = asker;
    this.deadline = deadline;
  }

  /**
   * Asks for the capabilities until they are known; completes after the first attempt, whether it
   * was answered or not.
   */
  public Future<Void> start() {
    return bus.ask(
            Accounts.capabilities(name), new CapabilitiesRequest(asker), CAPABILITIES_DEADLINE)
        .onSuccess(known -> capabilities = known)
        .onFailure(unanswered -> timers.after(RETRY, this::start))
        .<Void>mapEmpty()
        .otherwiseEmpty();
  }

  @Override
  public Capabilities capabilities() {
    return capabilities;
  }

  @Override
  public Future<ProviderAnswer> perform(ProviderCommand command) {
    return bus.ask(Accounts.command(name), command, deadline)
        .otherwise(
            unanswered ->
                new ProviderAnswer.Failed(
                    new ProviderFailure.Unreachable(
                        "provider " + name + ": " + unanswered.getMessage(), true)));
  }
}
