package io.drover.verticles.execution;

import io.drover.verticles.locks.BusOwnership;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.function.Function;
import java.util.function.Supplier;

/** Deploys the execution room of one cluster, on an event loop: it waits for others. */
public final class ProviderExecutionVerticle extends VerticleBase {
  private final Supplier<BusOwnership> ownership;
  private final Function<BusOwnership, ExecutionRoom> room;

  public ProviderExecutionVerticle(
      Supplier<BusOwnership> ownership, Function<BusOwnership, ExecutionRoom> room) {
    this.ownership = ownership;
    this.room = room;
  }

  @Override
  public Future<?> start() {
    BusOwnership told = ownership.get();
    return told.start().compose(listening -> room.apply(told).start());
  }
}
