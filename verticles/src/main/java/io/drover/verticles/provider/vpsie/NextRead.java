package io.drover.verticles.provider.vpsie;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A read that many ask for. Each gets one that began after it asked; who asks while one is under
 * way shares the next with all others who do.
 */
final class NextRead<T> {
  private final Supplier<Future<T>> read;
  private boolean reading;
  private @Nullable Promise<T> next;

  NextRead(Supplier<Future<T>> read) {
    this.read = read;
  }

  Future<T> get() {
    if (reading) {
      Promise<T> shared = next;
      if (shared == null) {
        shared = Promise.promise();
        next = shared;
      }
      return shared.future();
    }
    reading = true;
    return read.get().onComplete(done -> over());
  }

  private void over() {
    reading = false;
    Promise<T> waiting = next;
    next = null;
    if (waiting != null) {
      get().onComplete(waiting);
    }
  }
}
