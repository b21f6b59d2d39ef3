package io.drover.verticles.planning;

import io.drover.verticles.bus.RoomVerticle;
import java.util.function.Supplier;

/** Deploys the planning room of one cluster, on a worker: it computes. */
public final class ScalePlanningVerticle extends RoomVerticle<PlanningRoom> {
  public ScalePlanningVerticle(Supplier<PlanningRoom> room) {
    super(room, PlanningRoom::start);
  }
}
