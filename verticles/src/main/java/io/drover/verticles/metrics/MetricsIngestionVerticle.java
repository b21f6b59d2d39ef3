package io.drover.verticles.metrics;

import io.drover.verticles.bus.RoomVerticle;
import java.util.function.Supplier;

/** Runs the metrics room of one cluster; on an event loop, one instance per cluster. */
public final class MetricsIngestionVerticle extends RoomVerticle<MetricsRoom> {
  public MetricsIngestionVerticle(Supplier<MetricsRoom> room) {
    super(room, MetricsRoom::start, MetricsRoom::stop);
  }
}
