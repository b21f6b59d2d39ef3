package io.drover.verticles.cluster;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Deploys the room of one served cluster, on an event loop, with the claim that it keeps. */
public final class ClusterVerticle extends VerticleBase {
  private final Opening opening;
  private Runnable closing = () -> {};

  /** Connects to the cluster and opens its rooms. */
  @FunctionalInterface
  public interface Opening {
    /**
     * What closes it again; fails with one clear line.
     *
     * @param home context on which everything of the cluster happens
     */
    Future<Runnable> open(Context home);
  }

  public ClusterVerticle(Opening opening) {
    this.opening = opening;
  }

  @Override
  public Future<?> start() {
    return opening.open(context).onSuccess(close -> closing = close);
  }

  @Override
  public Future<?> stop() {
    closing.run();
    return Future.succeededFuture();
  }
}
