package io.drover.verticles.locks;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A Lease as this member sees it, and for how long it has seen it unchanged. Clocks of two machines
 * are never compared: only this member's own waiting counts, by the time that nobody sets.
 */
final class Watched {
  private final Duration heartbeat;
  private @Nullable LeaseRecord lease;
  private Instant since = Instant.EPOCH;
  private long beats;

  Watched(Duration heartbeat) {
    this.heartbeat = heartbeat;
  }

  /** One more heartbeat has gone by: one that was stopped has waited, but not watched. */
  void beat() {
    beats++;
  }

  void see(LeaseRecord found, Instant now) {
    if (!found.equals(lease)) {
      lease = found;
      since = now;
      beats = 0;
    }
  }

  void forget() {
    lease = null;
  }

  /** Whether the claim seen last can be held by nobody any more, or none was ever seen. */
  boolean ranOut(Instant now) {
    LeaseRecord seen = lease;
    return seen == null
        || (!now.isBefore(since.plus(seen.validFor()))
            && heartbeat.multipliedBy(beats).compareTo(seen.validFor()) >= 0);
  }

  String holder() {
    return lease == null ? "" : lease.holder();
  }
}
