package io.drover.verticles.safety;

import io.drover.verticles.locks.BusOwnership;
import io.drover.verticles.locks.OwnerVerticle;
import java.util.function.Function;
import java.util.function.Supplier;

/** Deploys the safety room of one cluster, on a worker: it runs the safety rules. */
public final class SafetyCheckingVerticle extends OwnerVerticle<SafetyRoom> {
  public SafetyCheckingVerticle(
      Supplier<BusOwnership> ownership, Function<BusOwnership, SafetyRoom> room) {
    super(ownership, room, SafetyRoom::start);
  }
}
