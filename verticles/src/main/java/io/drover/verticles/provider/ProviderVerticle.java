package io.drover.verticles.provider;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.function.Supplier;

/** Runs the room of one provider account; on an event loop, one instance per account. */
public final class ProviderVerticle extends VerticleBase {
  private final Supplier<ProviderRoom> making;
  private ProviderRoom room;

  /**
   * A verticle that is not deployed yet.
   *
   * @param making makes the room, on the verticle's own context
   */
  @SuppressWarnings("NullAway.Init")
  public ProviderVerticle(Supplier<ProviderRoom> making) {
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
