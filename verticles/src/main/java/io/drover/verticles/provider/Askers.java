package io.drover.verticles.provider;

import io.drover.verticles.bus.ProviderAnswer;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.time.Clock;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Since when those who ask an account wait. A command that outlives its asker's patience is not
 * sent any more: whoever asked may have come to another decision by then.
 */
public final class Askers {
  /** How long an answer is waited for, the wait for its turn at the account included. */
  public static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Clock clock;

  /** By the very command: an equal one that is asked later has its own time. */
  private final IdentityHashMap<ProviderCommand, Instant> since = new IdentityHashMap<>();

  public Askers(Clock clock) {
    this.clock = clock;
  }

  /** Counts from now, until the command is answered. */
  Future<ProviderAnswer> waiting(ProviderCommand command, Supplier<Future<ProviderAnswer>> call) {
    since.put(command, clock.steady());
    return call.get().onComplete(answered -> since.remove(command));
  }

  /** What stands against a command now; empty when somebody still waits for its answer. */
  public Optional<ProviderFailure> refuse(ProviderCommand command) {
    Instant asked = since.get(command);
    return asked != null && !clock.steady().isBefore(asked.plus(PATIENCE))
        ? Optional.of(
            new ProviderFailure.Superseded(
                "it waited for its turn longer than the %d s that it was waited for"
                    .formatted(PATIENCE.toSeconds())))
        : Optional.empty();
  }
}
