package io.drover.verticles.spot;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.function.Supplier;

/** Runs the spot room; on an event loop, one instance per member. */
public final class SpotHandlingVerticle extends VerticleBase {
  private final Supplier<SpotRoom> making;
  private SpotRoom room;

  /**
   * A verticle that is not deployed yet.
   *
   * @param making makes the room, on the verticle's own context
   */
  @SuppressWarnings("NullAway.Init")
  public SpotHandlingVerticle(Supplier<SpotRoom> making) {
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
