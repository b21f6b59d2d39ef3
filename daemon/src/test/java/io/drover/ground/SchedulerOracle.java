package io.drover.ground;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * kube-scheduler's own filters, in processes of their own: what they say of each node for a pod, a
 * line of JSON for a line of JSON. As many cases are in flight as there are processes; each thread
 * that asks waits for one.
 */
public final class SchedulerOracle implements AutoCloseable {
  private final List<OracleWorker> workers = new ArrayList<>();
  private final BlockingQueue<OracleWorker> idle = new LinkedBlockingQueue<>();
  private final Duration deadline;

  private SchedulerOracle(Path program, int processes, Duration deadline) {
    this.deadline = deadline;
    Path logs = Scratch.folder("scheduler-oracle");
    for (int i = 0; i < processes; i++) {
      workers.add(new OracleWorker(program, logs.resolve("oracle-" + i + ".log")));
    }
    idle.addAll(workers);
  }

  /**
   * Looks for the program, or builds it.
   *
   * @param deadline for each case
   */
  public static SchedulerOracle start(int processes, Duration deadline) {
    Path program = Path.of(Binaries.schedulerOracle().path("scheduler-oracle"));
    return new SchedulerOracle(program, processes, deadline);
  }

  /** As {@link #start(int, Duration)}, of another program. */
  static SchedulerOracle of(Path program, int processes, Duration deadline) {
    return new SchedulerOracle(program, processes, deadline);
  }

  /**
   * The verdicts on a case; both are described by the types of the program's source.
   *
   * @throws IllegalStateException when the process dies of it or is too slow; the next case finds a
   *     fresh one
   */
  public String judge(String caseLine) {
    OracleWorker worker;
    try {
      worker = idle.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for an oracle", e);
    }
    try {
      return worker.answer(caseLine, deadline);
    } finally {
      idle.add(worker);
    }
  }

  @Override
  public void close() {
    workers.forEach(OracleWorker::close);
  }
}
