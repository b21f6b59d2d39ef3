package io.drover.endtoend;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Says when nothing more will happen: soon after the last change where all is explained, and only
 * after the scheduler's longest rest where the daemon expects more of it.
 */
final class Stillness {
  /** Longer than the daemon gathers changes. */
  private static final Duration EXPLAINED = Duration.ofSeconds(4);

  /** Longer than the scheduler's longest backoff, ten seconds. */
  private static final Duration UNEXPLAINED = Duration.ofSeconds(25);

  private @Nullable Glance last;
  private Instant since = Instant.MIN;

  boolean reached(Glance now) {
    if (!now.equals(last)) {
      last = now;
      since = Instant.now();
    }
    Duration enough = now.looksFinal() ? EXPLAINED : UNEXPLAINED;
    return Duration.between(since, Instant.now()).compareTo(enough) > 0;
  }
}
