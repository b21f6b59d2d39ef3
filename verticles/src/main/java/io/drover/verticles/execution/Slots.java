package io.drover.verticles.execution;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** So many calls at once and no more; the others wait in order. */
final class Slots {
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private int free;

  Slots(int most) {
    this.free = most;
  }

  <T> Future<T> run(Supplier<Future<T>> call) {
    Promise<T> promise = Promise.promise();
    Runnable begin =
        () ->
            Future.<Void>succeededFuture()
                .compose(started -> call.get())
                .onComplete(
                    result -> {
                      release();
                      promise.handle(result);
                    });
    if (free > 0) {
      free--;
      begin.run();
    } else {
      waiting.addLast(begin);
    }
    return promise.future();
  }

  private void release() {
    Runnable next = waiting.pollFirst();
    if (next == null) {
      free++;
    } else {
      next.run();
    }
  }
}
