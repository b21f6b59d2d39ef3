package io.drover.verticles.provider.vpsie;

import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.provider.shapes.FarEndFailed;
import io.drover.verticles.time.Clock;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The sizes of node groups, over a count that lags behind what was done. What was done here is
 * remembered until the count shows it. After a call that may have added a node, no size is told
 * before the count has had time to show it; what was called before this start is unknown and counts
 * as called just then.
 */
final class GroupSizes {
  private final Duration settles;
  private final Clock clock;
  private final Instant startedAt;
  private final Map<String, Memory> memories = new HashMap<>();

  /** What the size became by us, null when that is not sure, and when. */
  private record Memory(@Nullable Integer size, Instant at) {}

  GroupSizes(Duration settles, Clock clock) {
    this.settles = settles;
    this.clock = clock;
    this.startedAt = clock.steady();
  }

  Future<Integer> size(String group, Supplier<Future<Integer>> count) {
    Memory memory = memories.getOrDefault(group, new Memory(null, startedAt));
    Duration left = Duration.between(clock.steady(), memory.at().plus(settles));
    if (left.isNegative() || left.isZero()) {
      return count.get();
    }
    Integer size = memory.size();
    return size != null
        ? Future.succeededFuture(size)
        : FarEndFailed.future(
            new ProviderFailure.Unreachable(
                "a former call may have added a node to "
                    + group
                    + "; its size is known in "
                    + left.toSeconds()
                    + " s",
                true));
  }

  void became(String group, int size) {
    memories.put(group, new Memory(size, clock.steady()));
  }

  void mayHaveGrown(String group) {
    memories.put(group, new Memory(null, clock.steady()));
  }
}
