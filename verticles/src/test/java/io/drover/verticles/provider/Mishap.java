package io.drover.verticles.provider;

/** What goes wrong with the next create or delete at a far end. */
public enum Mishap {
  /** It is done, and the answer is lost. */
  LOST_ANSWER,
  /** Nothing is done, and no answer comes. */
  NO_ANSWER,
  NO_CAPACITY,
  RATE_LIMITED,
  DENIED
}
