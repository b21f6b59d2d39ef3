package io.drover.verticles.time;

import java.time.Instant;

/** The machine's own clock, for commands that run without Vert.x. */
public final class WallClock implements Clock {
  @Override
  public Instant now() {
    return Instant.now();
  }
}
