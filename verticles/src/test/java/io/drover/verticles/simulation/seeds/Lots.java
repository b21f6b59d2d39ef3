package io.drover.verticles.simulation.seeds;

import java.util.Random;

/** Streams of lots of one seed, one for each purpose, none like another. */
enum Lots {
  FAULTS(1),
  COURSE(2),
  SETTING(3),
  NETWORK(4),
  CLOUD(5),
  CONFLICTS(6);

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final long number;

  Lots(long number) {
    this.number = number;
  }

  Random of(long seed) {
    return new Random(mixed(mixed(seed + GOLDEN) + GOLDEN * number));
  }

  /**
   * Seeds next to each other begin alike in {@link Random}, so they are mixed first (SplitMix64:
   * Steele, Lea, Flood 2014).
   */
  private static long mixed(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
