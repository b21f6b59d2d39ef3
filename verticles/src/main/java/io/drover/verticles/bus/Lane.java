package io.drover.verticles.bus;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** So many calls at once and no more; the others wait in order, up to a limit. */
public final class Lane {
  private final int mostWaiting;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private int free;

  public Lane(int atOnce, int mostWaiting) {
    this.free = atOnce;
    this.mostWaiting = mostWaiting;
  }

  /** Calls that wait for their turn. */
  public int waiting() {
    return waiting.size();
  }

  public int mostWaiting() {
    return mostWaiting;
  }

  /**
   * Makes the call when its turn has come.
   *
   * @param refusal the answer when too many wait already
   */
  public <T> Future<T> run(Supplier<Future<T>> call, Supplier<T> refusal) {
    if (free == 0 && waiting.size() >= mostWaiting) {
      return Future.succeededFuture(refusal.get());
    }
    Promise<T> promise = Promise.promise();
    Runnable begin =
        () ->
            Future.<Void>succeededFuture()
                .compose(started -> call.get())
                .onComplete(
                    answered -> {
                      release();
                      promise.handle(answered);
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
