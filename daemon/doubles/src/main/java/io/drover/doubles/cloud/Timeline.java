package io.drover.doubles.cloud;

import java.time.Duration;
import java.time.Instant;

/** The cloud's only sight of time. */
public interface Timeline {
  Instant now();

  /** Runs the action once, no earlier than {@code delay} from now, on any thread. */
  void after(Duration delay, Runnable action);
}
