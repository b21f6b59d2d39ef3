package io.drover.verticles.spot;

import io.drover.verticles.bus.RoomVerticle;
import java.util.function.Supplier;

/** Runs the spot room; on an event loop, one instance per member. */
public final class SpotHandlingVerticle extends RoomVerticle<SpotRoom> {
  public SpotHandlingVerticle(Supplier<SpotRoom> room) {
    super(room, SpotRoom::start, SpotRoom::stop);
  }
}
