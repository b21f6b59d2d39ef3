package io.drover.verticles.planning;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.function.Supplier;

/** Deploys the planning room of one cluster, on a worker: it computes. */
public final class ScalePlanningVerticle extends VerticleBase {
  private final Supplier<PlanningRoom> room;

  public ScalePlanningVerticle(Supplier<PlanningRoom> room) {
    this.room = room;
  }

  @Override
  public Future<?> start() {
    return room.get().start();
  }
}
