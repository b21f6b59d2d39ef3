package io.drover.rules.facts;

import java.time.Instant;

/**
 * A time in which no node of a cluster goes by scale-down.
 *
 * @param from including it
 * @param until excluding it
 * @param reason what the operator says of it; never blank
 */
public record Freeze(Instant from, Instant until, String reason) {
  public Freeze {
    if (!from.isBefore(until) || reason.isBlank()) {
      throw new IllegalArgumentException("a freeze begins before it ends, and has a reason");
    }
  }

  public boolean holds(Instant now) {
    return !now.isBefore(from) && now.isBefore(until);
  }
}
