package io.drover.verticles.simulation.seeds;

import io.drover.verticles.simulation.SimulatedTime;
import java.time.Duration;
import java.time.Instant;

/**
 * How long nothing has been wrong, all in all: what takes time is given it while it can be done.
 */
final class FairTime {
  private final SimulatedTime time;
  private Duration before = Duration.ZERO;
  private Instant fairSince;
  private int wrong;

  FairTime(SimulatedTime time) {
    this.time = time;
    this.fairSince = time.now();
  }

  /** Something is wrong from now on. */
  void ends() {
    before = passed();
    wrong++;
  }

  /** One thing less is wrong. */
  void begins() {
    wrong--;
    fairSince = time.now();
  }

  Duration passed() {
    return wrong > 0 ? before : before.plus(Duration.between(fairSince, time.now()));
  }
}
