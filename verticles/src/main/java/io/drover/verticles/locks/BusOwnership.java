package io.drover.verticles.locks;

import io.drover.rules.facts.Token;
import io.drover.verticles.bus.Bus;
import io.drover.verticles.bus.Claim;
import io.drover.verticles.bus.ClaimState;
import io.drover.verticles.bus.Rooms;
import io.drover.verticles.time.Clock;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ownership as the room that keeps the claim tells it to the other rooms of its cluster. */
public final class BusOwnership implements Ownership {
  private final Bus bus;
  private final Rooms rooms;
  private final Clock clock;
  private final List<Runnable> listeners = new ArrayList<>();
  private ClaimState state = new ClaimState(null, "");
  private Instant steadyUntil = Instant.MIN;

  public BusOwnership(Bus bus, Rooms rooms, Clock clock) {
    this.bus = bus;
    this.rooms = rooms;
    this.clock = clock;
  }

  /** Listens on the caller's context. */
  public Future<Void> start() {
    return bus.listen(rooms.claim(), this::take).mapEmpty();
  }

  private void take(ClaimState next) {
    // A claim that ran out before it was renewed was lost in between.
    @Nullable Token was = current().map(Claim::token).orElse(null);
    state = next;
    steadyUntil = steadyUntil(next.claim());
    if (!Objects.equals(was, current().map(Claim::token).orElse(null))) {
      listeners.forEach(Runnable::run);
    }
  }

  /** What is left of a claim when it is told passes though the clock is set back. */
  private Instant steadyUntil(@Nullable Claim claim) {
    return claim == null
        ? Instant.MIN
        : clock.steady().plus(Duration.between(clock.now(), claim.validUntil()));
  }

  @Override
  public Optional<Claim> current() {
    return Optional.ofNullable(state.claim())
        .filter(claim -> clock.now().isBefore(claim.validUntil()))
        .filter(claim -> clock.steady().isBefore(steadyUntil));
  }

  @Override
  public void onChange(Runnable task) {
    listeners.add(task);
  }

  @Override
  public String holder() {
    return state.holder();
  }
}
