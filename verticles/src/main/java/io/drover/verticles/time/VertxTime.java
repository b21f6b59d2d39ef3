package io.drover.verticles.time;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;

/** The ports of this package on the wall clock and Vert.x. */
public final class VertxTime implements Clock, Timers, Chance, Ids, Offload {
  private static final int ID_BYTES = 6;

  private final Vertx vertx;
  private final Instant began = Instant.now();
  private final long beganNanos = System.nanoTime();
  private final SecureRandom ids = new SecureRandom();

  public VertxTime(Vertx vertx) {
    this.vertx = vertx;
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public Instant steady() {
    return began.plusNanos(System.nanoTime() - beganNanos);
  }

  @Override
  public Timer after(Duration delay, Runnable task) {
    long id = vertx.setTimer(Math.max(1, delay.toMillis()), fired -> task.run());
    return () -> vertx.cancelTimer(id);
  }

  @Override
  public double next() {
    return ThreadLocalRandom.current().nextDouble();
  }

  @Override
  public String fresh() {
    byte[] bytes = new byte[ID_BYTES];
    ids.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  // Vert.x says that a blocking result may be null; here it is null only where T is Void.
  @SuppressWarnings("NullAway")
  @Override
  public <T> Future<T> run(Callable<T> work) {
    return vertx.executeBlocking(work, false);
  }
}
