package io.drover.verticles.time;

/** The only source of randomness. */
@FunctionalInterface
public interface Chance {
  /** The next number, 0 inclusive to 1 exclusive. */
  double next();
}
