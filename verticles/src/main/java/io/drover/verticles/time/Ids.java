package io.drover.verticles.time;

/** The only source of fresh ids. */
@FunctionalInterface
public interface Ids {
  /** A new id of lower-case letters and digits, never given before. */
  String fresh();
}
