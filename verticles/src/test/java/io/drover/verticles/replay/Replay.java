package io.drover.verticles.replay;

import io.drover.rules.facts.World;
import java.time.Duration;

/** A load from its begin to its end under one autoscaler. */
final class Replay {
  private static final Duration LOOK = Duration.ofMinutes(1);

  private final Load load;
  private final Autoscaler autoscaler;
  private double nodeMinutes;
  private double waitingMinutes;

  private Replay(Load load, Autoscaler autoscaler) {
    this.load = load;
    this.autoscaler = autoscaler;
  }

  static Outcome of(Load load, Autoscaler autoscaler) {
    return new Replay(load, autoscaler).run();
  }

  private Outcome run() {
    load.play(autoscaler.time(), autoscaler.cluster());
    for (long minute = 0; minute < load.lasts().toMinutes(); minute++) {
      autoscaler.time().pass(LOOK);
      look();
    }
    return new Outcome(
        autoscaler.name(),
        nodeMinutes / 60,
        autoscaler.bought(),
        autoscaler.evictions(),
        waitingMinutes / 60,
        autoscaler.shortLived());
  }

  private void look() {
    World world = autoscaler.cluster().now();
    nodeMinutes += autoscaler.machines();
    waitingMinutes += world.unschedulablePods().size();
    autoscaler.forget();
  }
}
