package io.drover.verticles.simulation;

import io.drover.verticles.time.Chance;
import io.drover.verticles.time.Clock;
import io.drover.verticles.time.Ids;
import io.drover.verticles.time.Offload;
import io.drover.verticles.time.Timers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;

/** The time of one process: once it is killed nothing that it had queued happens any more. */
final class Mortal implements Clock, Timers, Chance, Ids, Offload {
  private final SimulatedTime time;
  private boolean dead;

  Mortal(SimulatedTime time) {
    this.time = time;
  }

  void kill() {
    dead = true;
  }

  boolean dead() {
    return dead;
  }

  @Override
  public Instant now() {
    return time.now();
  }

  @Override
  public Timer after(Duration delay, Runnable task) {
    return time.after(delay, () -> run(task));
  }

  @Override
  public <T> Future<T> run(Callable<T> work) {
    return time.run(work);
  }

  void soon(Runnable task) {
    time.soon(() -> run(task));
  }

  void run(Runnable task) {
    if (!dead) {
      task.run();
    }
  }

  /** The answer, as long as there is somebody to hear it. */
  <T> Future<T> heard(Future<T> answer) {
    Promise<T> promise = Promise.promise();
    answer.onComplete(result -> run(() -> promise.handle(result)));
    return promise.future();
  }

  @Override
  public double next() {
    return time.next();
  }

  @Override
  public String fresh() {
    return time.fresh();
  }
}
