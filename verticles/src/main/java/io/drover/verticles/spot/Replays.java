package io.drover.verticles.spot;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The signatures that were taken and are not too old to come again. */
final class Replays {
  private final int most;
  private final Map<String, Instant> until = new HashMap<>();

  /** What is known of a signature. */
  enum Seen {
    NEW,
    BEFORE,
    /** It is new, but no more can be remembered. */
    FULL
  }

  Replays(int most) {
    this.most = most;
  }

  Seen seen(String signature, Instant now) {
    until.values().removeIf(end -> end.isBefore(now));
    if (until.containsKey(signature)) {
      return Seen.BEFORE;
    }
    return until.size() >= most ? Seen.FULL : Seen.NEW;
  }

  /**
   * Remembers a signature.
   *
   * @param end after which it would be refused for its age
   */
  void remember(String signature, Instant end) {
    until.put(signature, end);
  }
}
