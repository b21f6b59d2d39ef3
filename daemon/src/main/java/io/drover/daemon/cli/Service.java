package io.drover.daemon.cli;

import io.drover.daemon.systemd.SystemdNotice;
import io.drover.daemon.wiring.Parts;
import io.drover.daemon.wiring.Running;
import io.drover.daemon.wiring.Wiring;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the house until the process is told to end, and tells the service manager about it. */
final class Service {
  private static final Logger LOG = LoggerFactory.getLogger(Service.class);
  private static final Duration START_DEADLINE = Duration.ofMinutes(1);
  private static final Duration STOP_DEADLINE = Duration.ofSeconds(20);
  private static final Duration WATCHDOG = Duration.ofSeconds(15);
  private static final Duration LOOP_SILENCE = Duration.ofMinutes(2);

  private final SystemdNotice manager = new SystemdNotice(System.getenv());
  private final CountDownLatch ended = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean serving;

  /** Starts, runs, ends. Throws what keeps it from starting. */
  int run(Parts parts, Consumer<Running> started) throws Exception {
    Running running = start(parts);
    Thread hook = Thread.ofPlatform().name("drover-stop").unstarted(() -> stop(running));
    Runtime.getRuntime().addShutdownHook(hook);
    serving = true;
    started.accept(running);
    manager.ready("serving " + String.join(", ", parts.config().clusters().keySet()));
    LOG.atInfo()
        .addKeyValue("port", running.httpPort())
        .log("drover " + Version.number() + " is up");
    watch(running);
    ended.await();
    return Exit.OK;
  }

  /** Ends {@link #run} from within. */
  void end() {
    ended.countDown();
  }

  /**
   * Has something done last, when the process ends for whatever reason but a kill: once the house
   * has been stopped, if it was up. What waits for {@link #run} may not get as far any more.
   */
  void last(Runnable deed) {
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("drover-last")
                .unstarted(
                    () -> {
                      awaitStopped();
                      deed.run();
                    }));
  }

  private void awaitStopped() {
    try {
      if (serving && !stopped.await(STOP_DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
        LOG.atWarn().log("did not end in time");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static Running start(Parts parts) throws Exception {
    try {
      return Wiring.start(parts)
          .toCompletionStage()
          .toCompletableFuture()
          .get(START_DEADLINE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException failure) {
      throw failure.getCause() instanceof Exception cause ? cause : failure;
    } catch (TimeoutException late) {
      throw new IllegalStateException("not started within " + START_DEADLINE, late);
    }
  }

  /** The watchdog hears of us only while the loops that decide do. */
  private void watch(Running running) {
    running
        .loopsAlive(LOOP_SILENCE)
        .onSuccess(
            alive -> {
              if (alive) {
                manager.alive();
              }
            });
    running
        .readiness()
        .onSuccess(
            all -> manager.status(String.join("; ", all.stream().map(r -> r.text()).toList())));
    running.after(WATCHDOG, () -> watch(running));
  }

  private void stop(Running running) {
    manager.stopping();
    try {
      running
          .stop()
          .toCompletionStage()
          .toCompletableFuture()
          .get(STOP_DEADLINE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException failure) {
      LOG.atWarn().addKeyValue("error", failure.toString()).log("did not end cleanly");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    stopped.countDown();
    ended.countDown();
  }

  void reloading() {
    manager.reloading();
  }

  void ready(String status) {
    manager.ready(status);
  }
}
