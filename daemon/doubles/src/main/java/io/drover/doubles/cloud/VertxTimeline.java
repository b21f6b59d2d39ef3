package io.drover.doubles.cloud;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;

/** The wall clock and Vert.x timers. */
public final class VertxTimeline implements Timeline {
  private final Vertx vertx;

  public VertxTimeline(Vertx vertx) {
    this.vertx = vertx;
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public void after(Duration delay, Runnable action) {
    vertx.setTimer(Math.max(1, delay.toMillis()), timer -> action.run());
  }
}
