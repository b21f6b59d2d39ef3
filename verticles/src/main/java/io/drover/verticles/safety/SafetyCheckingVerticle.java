package io.drover.verticles.safety;

import io.drover.verticles.locks.BusOwnership;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.function.Function;
import java.util.function.Supplier;

/** Deploys the safety room of one cluster, on a worker: it runs the safety rules. */
public final class SafetyCheckingVerticle extends VerticleBase {
  private final Supplier<BusOwnership> ownership;
  private final Function<BusOwnership, SafetyRoom> room;

  public SafetyCheckingVerticle(
      Supplier<BusOwnership> ownership, Function<BusOwnership, SafetyRoom> room) {
    this.ownership = ownership;
    this.room = room;
  }

  @Override
  public Future<?> start() {
    BusOwnership told = ownership.get();
    return told.start().compose(listening -> room.apply(told).start());
  }
}
