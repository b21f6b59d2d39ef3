package io.drover.verticles.time;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Time that passes when a test says so; chance is always in the middle. */
public final class PassingTime implements Clock, Timers, Chance, Ids {
  private final List<Due> due = new ArrayList<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private Duration off = Duration.ZERO;
  private int ids;

  private record Due(Instant at, Runnable task) {}

  @Override
  public Instant now() {
    return now.plus(off);
  }

  @Override
  public Instant steady() {
    return now;
  }

  /** Sets the clock; nothing that waits notices. */
  public void setClock(Duration by) {
    off = off.plus(by);
  }

  @Override
  public Timer after(Duration delay, Runnable task) {
    Due later = new Due(now.plus(delay), task);
    due.add(later);
    return () -> due.remove(later);
  }

  @Override
  public double next() {
    return 0.5;
  }

  @Override
  public String fresh() {
    return "id" + ids++;
  }

  /** Runs what becomes due, in order. */
  public void pass(Duration time) {
    Instant end = now.plus(time);
    Optional<Due> next = next(end);
    while (next.isPresent()) {
      due.remove(next.get());
      now = next.get().at().isAfter(now) ? next.get().at() : now;
      next.get().task().run();
      next = next(end);
    }
    now = end;
  }

  private Optional<Due> next(Instant end) {
    return due.stream().filter(d -> !d.at().isAfter(end)).min(Comparator.comparing(Due::at));
  }
}
