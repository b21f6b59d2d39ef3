package io.drover.verticles.cluster;

import io.drover.verticles.bus.Bus;
import io.drover.verticles.bus.ClusterOrder;
import io.drover.verticles.bus.ClusterOutcome;
import io.drover.verticles.bus.Rooms;
import io.vertx.core.Future;
import java.time.Duration;

/** Orders to the cluster room over the bus. */
public final class BusClusterActions implements ClusterActions {
  private final Bus bus;
  private final Rooms rooms;
  private final Duration deadline;

  public BusClusterActions(Bus bus, Rooms rooms, Duration deadline) {
    this.bus = bus;
    this.rooms = rooms;
    this.deadline = deadline;
  }

  @Override
  public Future<ClusterOutcome> order(ClusterOrder order) {
    return bus.ask(rooms.clusterOrder(), order, deadline)
        .otherwise(
            unanswered -> new ClusterOutcome.Unreachable(String.valueOf(unanswered.getMessage())));
  }
}
