package io.drover.verticles.bus;

/** How far a message may travel. */
public enum Reach {
  /** Within this member, by reference. */
  LOCAL,
  /** To any member, as JSON. */
  CLUSTER
}
