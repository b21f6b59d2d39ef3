package io.drover.verticles.simulation;

import java.time.Duration;
import java.util.Random;

/** Fates by lot until the faults end. */
final class Weather implements Crossing {
  private final Random random;
  private boolean calm;

  Weather(long seed) {
    random = new Random(seed);
  }

  boolean calm() {
    return calm;
  }

  void calmDown() {
    calm = true;
  }

  @Override
  public Fate next(String command) {
    int lot = calm ? 100 : random.nextInt(100);
    if (lot < 5) {
      return Fate.LOST;
    }
    if (lot < 10) {
      return Fate.UNANSWERED;
    }
    if (lot == 10) {
      return Fate.KILLED_BEFORE;
    }
    return lot == 11 ? Fate.KILLED_AFTER : Fate.PASSES;
  }

  @Override
  public Duration delay() {
    return calm ? Duration.ZERO : latency();
  }

  /** Mostly at once, sometimes so late that nobody waits any more. */
  private Duration latency() {
    int lot = random.nextInt(100);
    int most = lot < 50 ? 20 : lot < 95 ? 1_500 : 20_000;
    return Duration.ofMillis(1 + random.nextInt(most));
  }
}
