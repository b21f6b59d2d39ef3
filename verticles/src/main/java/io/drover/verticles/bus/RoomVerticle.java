package io.drover.verticles.bus;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Deploys one room: makes it on the verticle's own context, starts it, and stops it when it is
 * undeployed. A room's own verticle names the room and says how it is deployed.
 */
public abstract class RoomVerticle<R> extends VerticleBase {
  private final Supplier<R> making;
  private final Function<R, Future<Void>> starting;
  private final Function<R, Future<Void>> stopping;
  private @Nullable R room;

  /** A room that has nothing to stop: its listeners end with the verticle's context. */
  protected RoomVerticle(Supplier<R> making, Function<R, Future<Void>> starting) {
    this(making, starting, nothing -> Future.succeededFuture());
  }

  protected RoomVerticle(
      Supplier<R> making, Function<R, Future<Void>> starting, Function<R, Future<Void>> stopping) {
    this.making = making;
    this.starting = starting;
    this.stopping = stopping;
  }

  @Override
  public final Future<?> start() {
    R made = making.get();
    room = made;
    return starting.apply(made);
  }

  @Override
  public final Future<?> stop() {
    return room == null ? Future.succeededFuture() : stopping.apply(room);
  }
}
