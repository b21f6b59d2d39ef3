package io.drover.verticles.simulation;

import java.time.Duration;

/** Decides what becomes of each call that leaves the process. */
@FunctionalInterface
interface Crossing {
  /** What becomes of a call. */
  enum Fate {
    /** It is made and answered. */
    PASSES,
    /** It is not made, and nobody says so. */
    LOST,
    /** It is made; its answer is lost. */
    UNANSWERED,
    /** The process dies before it is made. */
    KILLED_BEFORE,
    /** It is made; the process dies before the answer. */
    KILLED_AFTER
  }

  /** The fate of the next call, named by its command. */
  Fate next(String command);

  /** How long the next call is under way before it is made, and its answer before it is heard. */
  default Duration delay() {
    return Duration.ZERO;
  }
}
