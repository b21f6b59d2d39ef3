package io.drover.verticles.provider;

import io.drover.verticles.bus.ProviderAnswer;
import io.drover.verticles.bus.ProviderFailure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** So many calls at once and no more; the others wait in order, up to a limit. */
final class Lane {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final int mostWaiting;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private int free;

  Lane(int atOnce, int mostWaiting) {
    this.free = atOnce;
    this.mostWaiting = mostWaiting;
  }

  Future<ProviderAnswer> run(Supplier<Future<ProviderAnswer>> call) {
    if (free == 0 && waiting.size() >= mostWaiting) {
      return Future.succeededFuture(
          new ProviderAnswer.Failed(
              new ProviderFailure.RateLimited(
                  "more than " + mostWaiting + " calls wait for a free lane", RETRY_AFTER)));
    }
    Promise<ProviderAnswer> promise = Promise.promise();
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
