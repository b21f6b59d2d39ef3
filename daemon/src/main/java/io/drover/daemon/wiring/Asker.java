package io.drover.daemon.wiring;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

/**
 * Brings answers home: what is done with an answer belongs on the context that asked, as that one
 * owns the state, while a plain promise tells its listeners on whichever thread completes it.
 */
final class Asker {
  private Asker() {}

  /** The same answer, told on the context of the caller, if it has one. */
  static <T> Future<T> told(Future<T> elsewhere) {
    Context asking = Vertx.currentContext();
    if (asking == null) {
      return elsewhere;
    }
    Promise<T> answer = Promise.promise();
    elsewhere.onComplete(told -> asking.runOnContext(any -> answer.handle(told)));
    return answer.future();
  }
}
