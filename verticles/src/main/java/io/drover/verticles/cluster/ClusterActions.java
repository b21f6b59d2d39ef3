package io.drover.verticles.cluster;

import io.drover.verticles.bus.ClusterOrder;
import io.drover.verticles.bus.ClusterOutcome;
import io.vertx.core.Future;

/** What may be done to the served cluster, as execution sees it. */
@FunctionalInterface
public interface ClusterActions {
  /** The outcome; never fails: no answer is {@link ClusterOutcome.Unreachable}. */
  Future<ClusterOutcome> order(ClusterOrder order);
}
