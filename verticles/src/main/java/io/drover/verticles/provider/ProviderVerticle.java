package io.drover.verticles.provider;

import io.drover.verticles.bus.RoomVerticle;
import java.util.function.Supplier;

/** Runs the room of one provider account; on an event loop, one instance per account. */
public final class ProviderVerticle extends RoomVerticle<ProviderRoom> {
  public ProviderVerticle(Supplier<ProviderRoom> room) {
    super(room, ProviderRoom::start, ProviderRoom::stop);
  }
}
