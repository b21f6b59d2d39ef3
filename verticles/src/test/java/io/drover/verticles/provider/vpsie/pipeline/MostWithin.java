package io.drover.verticles.provider.vpsie.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How many instants lie within any stretch of time of a length; both its ends count. */
public final class MostWithin {
  private MostWithin() {}

  public static int of(Duration length, List<Instant> times) {
    List<Instant> sorted = times.stream().sorted().toList();
    int most = 0;
    int from = 0;
    for (int to = 0; to < sorted.size(); to++) {
      while (sorted.get(from).plus(length).isBefore(sorted.get(to))) {
        from++;
      }
      most = Math.max(most, to - from + 1);
    }
    return most;
  }
}
