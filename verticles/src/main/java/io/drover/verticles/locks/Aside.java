package io.drover.verticles.locks;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Calls of Hazelcast that tell their result later and may wait before they do so: as long as it is
 * not known who agrees, the call itself blocks. Each is made on a virtual thread.
 */
final class Aside {
  private Aside() {}

  /**
   * The result, told on whichever thread comes to know it; fails when there is none in time, be it
   * that the call has not returned or that its result has not come.
   */
  static <T> CompletableFuture<T> call(Supplier<CompletionStage<T>> call, Duration within) {
    return CompletableFuture.supplyAsync(call, task -> Thread.ofVirtual().start(task))
        .thenCompose(stage -> stage)
        .orTimeout(within.toMillis(), TimeUnit.MILLISECONDS);
  }
}
