package io.drover.rules.facts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How often in a row what a group bought was in vain. Too often, and nothing is bought for a while
 * that grows; after it one at a time, until one is good for something.
 */
public sealed interface VainPurchases permits JoinFailures, UselessNodes {
  /** From so many on, nothing is bought for a while. */
  int TOO_MANY = 3;

  /** Since the last that was good for something. */
  int inARow();

  /** Nothing is bought before, null while there are few. */
  @Nullable Instant until();

  /** Whether nothing is bought now. */
  default boolean hold(Instant now) {
    Instant until = until();
    return until != null && now.isBefore(until);
  }

  /** How many nodes of the group may be tried at once. */
  default int mostTried(Instant now) {
    if (hold(now)) {
      return 0;
    }
    return inARow() < TOO_MANY ? Integer.MAX_VALUE : 1;
  }
}
