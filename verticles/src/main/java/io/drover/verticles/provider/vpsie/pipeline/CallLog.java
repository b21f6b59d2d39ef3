package io.drover.verticles.provider.vpsie.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** When calls were made within the last window, by the steady time. */
final class CallLog {
  private final Duration window;
  private final TreeMap<Instant, Integer> times = new TreeMap<>();
  private int size;

  CallLog(Duration window) {
    this.window = window;
  }

  void add(Instant at) {
    times.merge(at, 1, Integer::sum);
    size++;
  }

  /** Takes a call back that was not made after all. */
  void remove(Instant at) {
    Integer many = times.get(at);
    if (many != null) {
      size--;
      if (many == 1) {
        times.remove(at);
      } else {
        times.put(at, many - 1);
      }
    }
  }

  /** How long until fewer than so many are within the window; zero when there are fewer now. */
  Duration untilFewerThan(int most, Instant now) {
    forget(now);
    int tooMany = size - most + 1;
    if (tooMany <= 0) {
      return Duration.ZERO;
    }
    Instant leaves = now;
    for (var entry : times.entrySet()) {
      leaves = entry.getKey();
      tooMany -= entry.getValue();
      if (tooMany <= 0) {
        break;
      }
    }
    return Duration.between(now, leaves.plus(window));
  }

  /** How long ago each of them was, the oldest first. */
  List<Duration> ages(Instant now) {
    forget(now);
    List<Duration> ages = new ArrayList<>();
    times.forEach(
        (at, many) -> {
          for (int i = 0; i < many; i++) {
            ages.add(Duration.between(at, now));
          }
        });
    return ages;
  }

  private void forget(Instant now) {
    Instant old = now.minus(window);
    while (!times.isEmpty() && !times.firstKey().isAfter(old)) {
      size -= times.pollFirstEntry().getValue();
    }
  }
}
