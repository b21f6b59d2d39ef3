package io.drover.verticles.cluster.kubernetes;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Runs what blocks on virtual threads, a bounded number at once; results arrive at home. */
final class Calls implements AutoCloseable {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Executor home;
  private final Semaphore slots;
  private final Duration patience;

  /**
   * None under way yet.
   *
   * @param most calls at once
   * @param patience how long a call waits for others to end
   */
  Calls(Executor home, int most, Duration patience) {
    this.home = home;
    this.slots = new Semaphore(most);
    this.patience = patience;
  }

  ExecutorService threads() {
    return threads;
  }

  <T> Future<T> run(Callable<T> work) {
    return athome(CompletableFuture.supplyAsync(() -> bounded(work), threads));
  }

  /** Fails when the work took longer; it may go on until its own requests time out. */
  <T> Future<T> run(Duration deadline, Callable<T> work) {
    return athome(
        CompletableFuture.supplyAsync(() -> bounded(work), threads)
            .orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS));
  }

  /** Part of a call, beside its other parts. */
  <T> CompletableFuture<T> fork(Supplier<T> part) {
    return CompletableFuture.supplyAsync(part, threads);
  }

  private <T> T bounded(Callable<T> work) {
    try {
      if (!slots.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("too many calls to the API server are under way");
      }
      try {
        return work.call();
      } finally {
        slots.release();
      }
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Exception failure) {
      throw new CompletionException(failure);
    }
  }

  private <T> Future<T> athome(CompletableFuture<T> work) {
    Promise<T> promise = Promise.promise();
    var unused =
        work.whenComplete(
            (result, failure) ->
                home.execute(
                    () -> {
                      if (failure == null) {
                        promise.tryComplete(result);
                      } else {
                        promise.tryFail(unwrapped(failure));
                      }
                    }));
    return promise.future();
  }

  private static Throwable unwrapped(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? unwrapped(cause) : failure;
  }

  @Override
  public void close() {
    var unused = threads.shutdownNow();
  }
}
