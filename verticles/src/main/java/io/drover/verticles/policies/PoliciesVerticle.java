package io.drover.verticles.policies;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.function.Supplier;

/** Deploys the policies room: watches, compiles and hands out the policy folder. */
public final class PoliciesVerticle extends VerticleBase {
  private final Supplier<PoliciesRoom> room;

  public PoliciesVerticle(Supplier<PoliciesRoom> room) {
    this.room = room;
  }

  @Override
  public Future<?> start() {
    return room.get().start();
  }
}
