package io.drover.verticles.time;

import java.time.Instant;

/** The only way to know what time it is. */
@FunctionalInterface
public interface Clock {
  Instant now();
}
