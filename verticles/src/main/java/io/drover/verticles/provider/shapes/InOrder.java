package io.drover.verticles.provider.shapes;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Calls of one key, one after the other; those of different keys side by side. */
final class InOrder {
  private final Map<String, Future<?>> last = new HashMap<>();

  <T> Future<T> run(String key, Supplier<Future<T>> call) {
    Future<?> before = last.getOrDefault(key, Future.succeededFuture());
    Future<T> mine = before.transform(any -> call.get());
    last.put(key, mine);
    mine.onComplete(done -> last.remove(key, mine));
    return mine;
  }
}
