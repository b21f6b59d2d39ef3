package io.drover.verticles.time;

import java.time.Instant;

/** The only way to know what time it is. */
@FunctionalInterface
public interface Clock {
  Instant now();

  /**
   * A time that nobody sets: it tells only how much has passed within this process, where {@link
   * #now()} may jump.
   */
  default Instant steady() {
    return now();
  }
}
