package io.drover.endtoend;

import io.drover.verticles.cluster.kubernetes.Home;
import io.drover.verticles.time.Timers;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** One thread on which an adapter's results arrive, as a Vert.x context would be. */
final class HomeThread implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("home").unstarted(task));

  Home home() {
    Timers timers =
        (delay, task) -> {
          var timer = thread.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
          return () -> timer.cancel(false);
        };
    return new Home(thread, Instant::now, timers);
  }

  /** Begins something at home. */
  <T> CompletableFuture<T> begin(Supplier<Future<T>> what) {
    CompletableFuture<T> arrived = new CompletableFuture<>();
    thread.execute(
        () ->
            what.get()
                .onComplete(
                    answer -> {
                      if (answer.failed()) {
                        arrived.completeExceptionally(answer.cause());
                      } else {
                        arrived.complete(answer.result());
                      }
                    }));
    return arrived;
  }

  /** Begins something at home and waits for its result. */
  <T> T result(Supplier<Future<T>> what) {
    CompletableFuture<T> arrived = begin(what);
    try {
      return arrived.get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new AssertionError("nothing arrived within " + DEADLINE, late);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new AssertionError(failed.getCause());
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
