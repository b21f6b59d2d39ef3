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
    CompletableFuture<T> told = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> make(call, told));
    return told.orTimeout(within.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * The result is handed over by hand: composed with others, a future of Hazelcast shows the packet
   * that came from another member instead of what is in it.
   */
  private static <T> void make(Supplier<CompletionStage<T>> call, CompletableFuture<T> told) {
    try {
      var unused =
          call.get()
              .whenComplete(
                  (result, failure) -> {
                    if (failure == null) {
                      told.complete(result);
                    } else {
                      told.completeExceptionally(failure);
                    }
                  });
    } catch (RuntimeException refused) {
      told.completeExceptionally(refused);
    }
  }
}
