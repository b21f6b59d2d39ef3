package io.drover.verticles.locks;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.function.Function;
import java.util.function.Supplier;

/** Deploys one room that must know who owns the cluster: it listens for that first. */
public abstract class OwnerVerticle<R> extends VerticleBase {
  private final Supplier<BusOwnership> ownership;
  private final Function<BusOwnership, R> making;
  private final Function<R, Future<Void>> starting;

  protected OwnerVerticle(
      Supplier<BusOwnership> ownership,
      Function<BusOwnership, R> making,
      Function<R, Future<Void>> starting) {
    this.ownership = ownership;
    this.making = making;
    this.starting = starting;
  }

  @Override
  public final Future<?> start() {
    BusOwnership told = ownership.get();
    return told.start().compose(listening -> starting.apply(making.apply(told)));
  }
}
