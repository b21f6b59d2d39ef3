package io.drover.verticles.time;

import io.vertx.core.Future;
import java.util.concurrent.Callable;

/** The only way to run what blocks or computes long; inline in a simulation. */
@FunctionalInterface
public interface Offload {
  /** The result, delivered on the caller's own context. */
  <T> Future<T> run(Callable<T> work);
}
