package io.drover.verticles.simulation;

import io.drover.verticles.time.Chance;
import io.drover.verticles.time.Clock;
import io.drover.verticles.time.Ids;
import io.drover.verticles.time.Offload;
import io.drover.verticles.time.Timers;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One queue of (time, sequence): nothing happens but what stands in it. */
public final class SimulatedTime implements Clock, Timers, Chance, Ids, Offload {
  private static final int MOST_EVENTS = 500_000;
  private static final Instant BEGIN = Instant.parse("2026-11-20T12:00:00Z");
  private static final long LEAST_NANOS = 1_000_000;
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private final Random random;
  private Instant now = BEGIN;
  private long nowNanos;
  private long sequence;
  private long ids;
  private long played;

  /** Something that is to happen, so many nanoseconds after the begin. */
  private static final class Event implements Comparable<Event> {
    final long at;
    final long sequence;
    final Runnable task;
    boolean cancelled;

    Event(long at, long sequence, Runnable task) {
      this.at = at;
      this.sequence = sequence;
      this.task = task;
    }

    @Override
    public int compareTo(Event other) {
      return at != other.at ? Long.compare(at, other.at) : Long.compare(sequence, other.sequence);
    }
  }

  public SimulatedTime(long seed) {
    this.random = new Random(seed);
  }

  @Override
  public Instant now() {
    return now;
  }

  /** How many events have happened. */
  public long played() {
    return played;
  }

  @Override
  public Timer after(Duration delay, Runnable task) {
    Event event = new Event(nowNanos + nanos(delay), sequence++, task);
    events.add(event);
    return () -> event.cancelled = true;
  }

  private static long nanos(Duration delay) {
    return delay.compareTo(LONGEST) > 0
        ? LONGEST.toNanos()
        : Math.max(LEAST_NANOS, delay.toNanos());
  }

  /** Hands something over as the event loop would: at this instant, after what is queued. */
  public void soon(Runnable task) {
    events.add(new Event(nowNanos, sequence++, task));
  }

  @Override
  public double next() {
    return random.nextDouble();
  }

  @Override
  public String fresh() {
    ids++;
    String digits = Long.toString(ids);
    return "0".repeat(Math.max(0, 6 - digits.length())) + digits;
  }

  @Override
  public <T> Future<T> run(Callable<T> work) {
    try {
      return Future.succeededFuture(work.call());
    } catch (Exception failure) {
      return Future.failedFuture(failure);
    }
  }

  /** Lets so much time pass. */
  public void pass(Duration duration) {
    runUntil(() -> false, duration);
  }

  /** Runs until the condition holds; false if it did not within the duration. */
  public boolean runUntil(BooleanSupplier condition, Duration atMost) {
    return runUntil(condition, atMost, MOST_EVENTS);
  }

  /** The same, for as many events. */
  public boolean runUntil(BooleanSupplier condition, Duration atMost, int mostEvents) {
    long end = nowNanos + atMost.toNanos();
    for (int i = 0; i < mostEvents; i++) {
      if (condition.getAsBoolean()) {
        return true;
      }
      Event next = next(end);
      if (next == null) {
        become(end);
        return condition.getAsBoolean();
      }
      become(next.at);
      played++;
      next.task.run();
    }
    throw new IllegalStateException("more than " + mostEvents + " events by " + now);
  }

  private @Nullable Event next(long end) {
    while (true) {
      Event next = events.peek();
      if (next == null || (next.at > end && !next.cancelled)) {
        return null;
      }
      events.poll();
      if (!next.cancelled) {
        return next;
      }
    }
  }

  private void become(long nanos) {
    if (nanos != nowNanos) {
      nowNanos = nanos;
      now = BEGIN.plusNanos(nanos);
    }
  }
}
