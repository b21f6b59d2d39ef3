package io.drover.verticles.execution;

import io.drover.verticles.time.Backoff;
import io.drover.verticles.time.Chance;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Which pods of a node may not be asked to leave yet: those that the API server has refused to
 * evict, as long as it wants and a little longer, so that not all come back together.
 */
final class EvictionPatience {
  private final Map<String, Instant> notBefore = new HashMap<>();

  /** The pod's budget does not allow it now. */
  void refused(String uid, Duration retryAfter, Instant now, Chance chance) {
    Duration spread = new Backoff(retryAfter, retryAfter).after(1, chance);
    notBefore.put(uid, now.plus(retryAfter.compareTo(spread) < 0 ? spread : retryAfter));
  }

  boolean mayAsk(String uid, Instant now) {
    return !now.isBefore(notBefore.getOrDefault(uid, Instant.MIN));
  }

  /** Another drain begins, or this one is over. */
  void forget() {
    notBefore.clear();
  }
}
