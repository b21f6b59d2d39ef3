package io.drover.doubles.cloud;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Time that passes when the test says so. */
public final class FakeTimeline implements Timeline {
  private final List<Due> due = new ArrayList<>();
  private Instant now;

  private record Due(Instant at, Runnable action) {}

  public FakeTimeline() {
    this(Instant.parse("2026-01-01T00:00:00Z"));
  }

  public FakeTimeline(Instant start) {
    now = start;
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public void after(Duration delay, Runnable action) {
    due.add(new Due(now.plus(delay), action));
  }

  public void pass(Duration time) {
    Instant end = now.plus(time);
    while (true) {
      Due next =
          due.stream()
              .filter(d -> !d.at.isAfter(end))
              .min(Comparator.comparing(Due::at))
              .orElse(null);
      if (next == null) break;
      due.remove(next);
      if (next.at.isAfter(now)) now = next.at;
      next.action.run();
    }
    now = end;
  }
}
