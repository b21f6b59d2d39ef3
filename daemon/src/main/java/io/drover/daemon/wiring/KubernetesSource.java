package io.drover.daemon.wiring;

import io.drover.daemon.config.ClusterConfig;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** Clusters at API servers. */
public final class KubernetesSource implements ClusterSource {
  public KubernetesSource(Vertx vertx) {}

  @Override
  public Future<Connected> connect(String name, ClusterConfig config, Context home) {
    return Future.failedFuture("not yet");
  }
}
