package io.drover.rules.facts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How often in a row what a group bought did not become a node. Too many of them, and nothing is
 * bought for a while that grows; after it one at a time, until one serves.
 *
 * @param inARow since the last node of the group that came to serve
 * @param until nothing is bought before, null while there are few
 */
public record JoinFailures(int inARow, @Nullable Instant until) {
  public static final JoinFailures NONE = new JoinFailures(0, null);

  /** From so many on, nothing is bought for a while. */
  public static final int TOO_MANY = 3;

  /** Whether nothing is bought now. */
  public boolean hold(Instant now) {
    return until != null && now.isBefore(until);
  }

  /** How many nodes of the group may be on their way at once. */
  public int mostOnTheirWay(Instant now) {
    if (hold(now)) {
      return 0;
    }
    return inARow < TOO_MANY ? Integer.MAX_VALUE : 1;
  }

  /** One more, after which nothing is bought before the instant if there are too many now. */
  public JoinFailures more(Instant waitUntil) {
    int now = inARow + 1;
    return new JoinFailures(now, now < TOO_MANY ? null : waitUntil);
  }
}
