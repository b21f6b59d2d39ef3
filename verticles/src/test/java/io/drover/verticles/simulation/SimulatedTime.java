package io.drover.verticles.simulation;

import io.drover.verticles.time.Chance;
import io.drover.verticles.time.Clock;
import io.drover.verticles.time.Ids;
import io.drover.verticles.time.Offload;
import io.drover.verticles.time.Timers;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;

/** One queue of (time, sequence): nothing happens but what stands in it. */
public final class SimulatedTime implements Clock, Timers, Chance, Ids, Offload {
  private static final int MOST_EVENTS = 500_000;

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparing(Event::at).thenComparing(Event::sequence));
  private final Random random;
  private Instant now = Instant.parse("2026-11-20T12:00:00Z");
  private long sequence;
  private long ids;

  private record Event(Instant at, long sequence, Runnable task) {}

  public SimulatedTime(long seed) {
    this.random = new Random(seed);
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public Timer after(Duration delay, Runnable task) {
    Duration atLeast = delay.isNegative() || delay.isZero() ? Duration.ofMillis(1) : delay;
    Event event = new Event(now.plus(atLeast), sequence++, task);
    events.add(event);
    return () -> events.remove(event);
  }

  /** Hands something over as the event loop would: at this instant, after what is queued. */
  public void soon(Runnable task) {
    events.add(new Event(now, sequence++, task));
  }

  @Override
  public double next() {
    return random.nextDouble();
  }

  @Override
  public String fresh() {
    ids++;
    return String.format(java.util.Locale.ROOT, "%06d", ids);
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
    Instant end = now.plus(atMost);
    for (int i = 0; i < MOST_EVENTS; i++) {
      if (condition.getAsBoolean()) {
        return true;
      }
      Event next = events.peek();
      if (next == null || next.at().isAfter(end)) {
        now = end;
        return condition.getAsBoolean();
      }
      events.poll();
      now = next.at();
      next.task().run();
    }
    throw new IllegalStateException("more than " + MOST_EVENTS + " events by " + now);
  }
}
