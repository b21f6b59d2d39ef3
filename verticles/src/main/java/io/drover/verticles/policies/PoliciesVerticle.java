package io.drover.verticles.policies;

import io.drover.verticles.bus.RoomVerticle;
import java.util.function.Supplier;

/** Deploys the policies room: watches, compiles and hands out the policy folder. */
public final class PoliciesVerticle extends RoomVerticle<PoliciesRoom> {
  public PoliciesVerticle(Supplier<PoliciesRoom> room) {
    super(room, PoliciesRoom::start);
  }
}
