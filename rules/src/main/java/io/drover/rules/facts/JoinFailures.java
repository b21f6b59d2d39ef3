package io.drover.rules.facts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How often in a row what a group bought did not become a node.
 *
 * @param inARow since the last node of the group that came to serve
 * @param until nothing is bought before, null while there are few
 */
public record JoinFailures(int inARow, @Nullable Instant until) implements VainPurchases {
  public static final JoinFailures NONE = new JoinFailures(0, null);

  /** One more, after which nothing is bought before the instant if there are too many now. */
  public JoinFailures more(Instant waitUntil) {
    int now = inARow + 1;
    return new JoinFailures(now, now < TOO_MANY ? null : waitUntil);
  }
}
