package io.drover.daemon.wiring;

import io.drover.daemon.http.Desk;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.util.function.Supplier;

/** The context that owns the desk and its doors. */
final class Front extends VerticleBase {
  private final Desk desk;
  private final Supplier<Future<?>> doors;

  Front(Desk desk, Supplier<Future<?>> doors) {
    this.desk = desk;
    this.doors = doors;
  }

  @Override
  public Future<?> start() {
    return desk.start().compose(listening -> doors.get());
  }

  Desk desk() {
    return desk;
  }

  /** Runs on the desk's context, whoever calls; the answer comes on the caller's own. */
  <T> Future<T> at(Supplier<Future<T>> work) {
    Context home = context;
    if (home == null) {
      return Future.failedFuture("the front is not open");
    }
    Promise<T> promise = Promise.promise();
    home.runOnContext(now -> work.get().onComplete(promise));
    return Asker.told(promise.future());
  }
}
