package io.drover.doubles.vpsie;

import java.util.Locale;

/** Where a server stands in its life. */
public enum ServerState {
  PROVISIONING,
  RUNNING,
  STOPPED,
  SUSPENDED,
  DELETING,
  GONE;

  boolean living() {
    return this != DELETING && this != GONE;
  }

  /** The word of the wire. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
