package io.drover.verticles.execution;

import io.drover.verticles.time.Chance;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Which pods of a node may not be asked to leave yet: those that the API server has refused to
 * evict, as long as it wants and a little longer, so that not all come back together. All times are
 * steady ones.
 */
final class EvictionPatience {
  /** Part of what it wants by which the pods are spread at most. */
  private static final double SPREAD = 0.2;

  private final Map<String, Instant> notBefore = new HashMap<>();

  /** The pod's budget does not allow it now. */
  void refused(String uid, Duration retryAfter, Instant now, Chance chance) {
    long later = Math.round(retryAfter.toMillis() * SPREAD * chance.next());
    notBefore.put(uid, now.plus(retryAfter).plusMillis(later));
  }

  boolean mayAsk(String uid, Instant now) {
    return !now.isBefore(notBefore.getOrDefault(uid, Instant.MIN));
  }

  /** Another drain begins, or this one is over. */
  void forget() {
    notBefore.clear();
  }
}
