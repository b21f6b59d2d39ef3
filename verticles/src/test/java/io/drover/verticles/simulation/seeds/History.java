package io.drover.verticles.simulation.seeds;

import io.drover.verticles.simulation.SimulatedTime;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

/** What happened last, put into words only when somebody asks. */
final class History {
  private static final int KEPT = 3_000;

  private final SimulatedTime time;
  private final Deque<Entry> entries = new ArrayDeque<>();

  private record Entry(Instant at, String what, List<Object> about) {
    @Override
    public String toString() {
      return at + " " + what + " " + about.stream().map(Brief::of).collect(Collectors.joining(" "));
    }
  }

  History(SimulatedTime time) {
    this.time = time;
  }

  void add(String what, Object... about) {
    if (entries.size() >= KEPT) {
      entries.removeFirst();
    }
    entries.addLast(new Entry(time.now(), what, Arrays.asList(about)));
  }

  /** The newest, the oldest of them first. */
  String last(int most) {
    return entries.stream()
        .skip(Math.max(0, entries.size() - most))
        .map(Entry::toString)
        .collect(Collectors.joining("\n  ", "  ", ""));
  }
}
