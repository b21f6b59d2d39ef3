package io.drover.doubles.vpsie;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** The rate limit: so many admitted requests of an account in any 60 s. */
final class SlidingWindow {
  static final Duration WIDTH = Duration.ofSeconds(60);
  private final Map<String, Deque<Instant>> admitted = new HashMap<>();

  /** How long until the account may come again; zero = it is admitted now. */
  Duration wait(String account, Instant now, int calls) {
    Deque<Instant> seen = admitted.computeIfAbsent(account, name -> new ArrayDeque<>());
    while (!seen.isEmpty() && !now.isBefore(seen.getFirst().plus(WIDTH))) seen.removeFirst();
    if (calls == 0 || seen.size() < calls) {
      seen.addLast(now);
      return Duration.ZERO;
    }
    return Duration.between(now, seen.getFirst().plus(WIDTH));
  }
}
