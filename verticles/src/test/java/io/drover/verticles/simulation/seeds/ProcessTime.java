package io.drover.verticles.simulation.seeds;

import io.drover.verticles.simulation.SimulatedTime;
import io.drover.verticles.time.Chance;
import io.drover.verticles.time.Clock;
import io.drover.verticles.time.Ids;
import io.drover.verticles.time.Offload;
import io.drover.verticles.time.Timers;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * The time of one process. Once it is killed nothing that it had queued happens any more; while it
 * is stopped everything waits, and comes in its order once it goes on.
 */
final class ProcessTime implements Clock, Timers, Chance, Ids, Offload {
  private final SimulatedTime time;
  private final MachineClock clock;
  private final List<Runnable> waiting = new ArrayList<>();
  private boolean dead;
  private boolean stopped;

  ProcessTime(SimulatedTime time, MachineClock clock) {
    this.time = time;
    this.clock = clock;
  }

  void kill() {
    dead = true;
    waiting.clear();
  }

  boolean dead() {
    return dead;
  }

  /** As SIGSTOP does. */
  void stop() {
    stopped = true;
  }

  /** As SIGCONT does. */
  void goOn() {
    stopped = false;
    List<Runnable> late = List.copyOf(waiting);
    waiting.clear();
    late.forEach(this::soon);
  }

  @Override
  public Instant now() {
    return clock.now();
  }

  @Override
  public Instant steady() {
    return clock.steady();
  }

  @Override
  public Timer after(Duration delay, Runnable task) {
    boolean[] cancelled = {false};
    Timer timer =
        time.after(
            delay,
            () ->
                run(
                    () -> {
                      if (!cancelled[0]) {
                        task.run();
                      }
                    }));
    return () -> {
      cancelled[0] = true;
      timer.cancel();
    };
  }

  void soon(Runnable task) {
    time.soon(() -> run(task));
  }

  /** At once, later, or never, as the process stands. */
  void run(Runnable task) {
    if (dead) {
      return;
    }
    if (stopped) {
      waiting.add(task);
    } else {
      task.run();
    }
  }

  @Override
  public <T> Future<T> run(Callable<T> work) {
    return time.run(work);
  }

  @Override
  public double next() {
    return time.next();
  }

  @Override
  public String fresh() {
    return time.fresh();
  }
}
