package io.drover.verticles.simulation.seeds;

import io.drover.verticles.bus.ActivePolicies;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;

/** Many seeds, each on one thread, as many at once as there are cores. */
final class Campaign {
  /** After which no further seed is begun; a long run ends in time, with the figures it has. */
  private static final long MOST_NANOS = 1_000_000_000L * Long.getLong("mostSeconds", 86_400);

  private static final int THREADS =
      Integer.getInteger("threads", Runtime.getRuntime().availableProcessors());

  private final ActivePolicies policies;
  private final Bugs bugs;
  private final Coverage coverage = new Coverage();
  private final TreeMap<Long, Play.Outcome> broken = new TreeMap<>();
  private final LongAdder played = new LongAdder();
  private final LongAdder millis = new LongAdder();
  private final LongAdder lives = new LongAdder();
  private final LongAdder faults = new LongAdder();
  private final LongAdder busyNanos = new LongAdder();
  private long fewestLives = Long.MAX_VALUE;

  Campaign(ActivePolicies policies, Bugs bugs) {
    this.policies = policies;
    this.bugs = bugs;
  }

  /** Plays them all, or until one breaks a law. */
  Campaign play(LongStream seeds, boolean untilOneBreaks) {
    AtomicBoolean enough = new AtomicBoolean();
    long began = System.nanoTime();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<?>> all = new ArrayList<>();
      seeds.forEach(
          seed ->
              all.add(
                  threads.submit(
                      () -> {
                        if (!enough.get() && System.nanoTime() - began < MOST_NANOS) {
                          boolean broke = play(seed).violation().isPresent();
                          enough.compareAndSet(false, untilOneBreaks && broke);
                        }
                      })));
      for (Future<?> each : all) {
        each.get();
      }
    } catch (InterruptedException | java.util.concurrent.ExecutionException failed) {
      throw new IllegalStateException(failed);
    }
    return this;
  }

  private Play.Outcome play(long seed) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long began = threads.getCurrentThreadCpuTime();
    Play.Outcome outcome = new Play(seed, Play.faults(seed), policies, bugs).play();
    busyNanos.add(threads.getCurrentThreadCpuTime() - began);
    take(outcome);
    return outcome;
  }

  private synchronized void take(Play.Outcome outcome) {
    played.increment();
    millis.add(outcome.played().toMillis());
    lives.add(outcome.lives());
    faults.add(outcome.faults().faults().size());
    coverage.add(outcome.coverage().cells());
    if (outcome.violation().isPresent()) {
      broken.put(outcome.seed(), outcome);
    } else {
      fewestLives = Math.min(fewestLives, outcome.lives());
    }
  }

  /** Seeds in which a law was broken, and which. */
  SortedMap<Long, Violation.Law> brokenLaws() {
    SortedMap<Long, Violation.Law> laws = new TreeMap<>();
    broken.forEach((seed, outcome) -> outcome.violation().ifPresent(v -> laws.put(seed, v.law())));
    return laws;
  }

  Optional<Play.Outcome> first() {
    return broken.values().stream().findFirst();
  }

  Coverage coverage() {
    return coverage;
  }

  long played() {
    return played.sum();
  }

  /** The first seed that breaks a law, with the faults that it needs. */
  Optional<Play.Outcome> firstShrunk() {
    return first().map(new Shrinking(policies, bugs)::shrink);
  }

  String figures() {
    double hours = millis.sum() / 3_600_000.0;
    double seconds = busyNanos.sum() / 1e9;
    return String.format(
        "%d seeds, %.0f simulated hours, %d lives (%s at least in a seed), %d faults, %d broken; "
            + "%.2f simulated hours per second and core",
        played.sum(),
        hours,
        lives.sum(),
        fewestLives == Long.MAX_VALUE ? "-" : fewestLives,
        faults.sum(),
        broken.size(),
        hours / seconds);
  }

  Duration busy() {
    return Duration.ofNanos(busyNanos.sum());
  }
}
