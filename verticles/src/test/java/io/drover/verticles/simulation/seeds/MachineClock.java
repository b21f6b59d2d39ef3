package io.drover.verticles.simulation.seeds;

import io.drover.verticles.simulation.SimulatedTime;
import io.drover.verticles.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The wall clock of one machine, which may be wrong; timers are not, as on real machines. */
final class MachineClock implements Clock {
  private final SimulatedTime time;
  private Duration off = Duration.ZERO;

  MachineClock(SimulatedTime time) {
    this.time = time;
  }

  void jump(Duration by) {
    off = off.plus(by);
  }

  void setRight() {
    off = Duration.ZERO;
  }

  @Override
  public Instant steady() {
    return time.now();
  }

  @Override
  public Instant now() {
    return off.isZero() ? time.now() : time.now().plus(off);
  }
}
