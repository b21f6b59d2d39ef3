package io.drover.verticles.metrics;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.function.Supplier;

/** Runs the metrics room of one cluster; on an event loop, one instance per cluster. */
public final class MetricsIngestionVerticle extends VerticleBase {
  private final Supplier<MetricsRoom> making;
  private MetricsRoom room;

  /**
   * A verticle that is not deployed yet.
   *
   * @param making makes the room, on the verticle's own context
   */
  @SuppressWarnings("NullAway.Init")
  public MetricsIngestionVerticle(Supplier<MetricsRoom> making) {
    this.making = making;
  }

  @Override
  public Future<?> start() {
    room = making.get();
    return room.start();
  }

  @Override
  public Future<?> stop() {
    return room.stop();
  }
}
