package io.drover.verticles.locks;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.cp.IAtomicReference;
import com.hazelcast.cp.lock.FencedLock;
import io.drover.verticles.time.Ids;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A lock of the CP subsystem. It belongs to the one thread that takes it, which blocks for as long
 * as there is no majority: answers are told at home, if they come.
 */
final class HazelcastLock implements ClusterLock {
  /** One for all locks: it is lost when they are. */
  private static final String MEMORY = "drover-memory";

  private final HazelcastInstance hazelcast;
  private final String name;
  private final Ids ids;
  private final Executor home;
  private final ExecutorService thread;
  private @Nullable FencedLock lock;
  private String memory = "";

  HazelcastLock(HazelcastInstance hazelcast, String name, Ids ids, Executor home) {
    this.hazelcast = hazelcast;
    this.name = name;
    this.ids = ids;
    this.home = home;
    this.thread =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name(name).factory());
  }

  @Override
  public Future<Hold> keep(boolean wanted) {
    Promise<Hold> answer = Promise.promise();
    try {
      thread.execute(() -> told(wanted, answer));
    } catch (RejectedExecutionException closed) {
      answer.fail(closed);
    }
    return answer.future();
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  private void told(boolean wanted, Promise<Hold> answer) {
    try {
      Hold hold = kept(wanted);
      home.execute(() -> answer.tryComplete(hold));
    } catch (RuntimeException failed) {
      // The group may be gone, with all its locks.
      lock = null;
      home.execute(() -> answer.tryFail(failed));
    }
  }

  private Hold kept(boolean wanted) {
    FencedLock held = lock == null ? hazelcast.getCPSubsystem().getLock(name) : lock;
    lock = held;
    long fence = fence(held);
    if (fence == FencedLock.INVALID_FENCE) {
      memory = "";
      fence = wanted ? held.tryLockAndGetFence() : fence;
    } else if (!wanted) {
      held.unlock();
      return new Hold("", 0, false);
    }
    if (fence == FencedLock.INVALID_FENCE) {
      return new Hold("", 0, !held.isLocked());
    }
    memory = memory.isEmpty() ? memory() : memory;
    return new Hold("cp:" + memory, fence, false);
  }

  /** Asks the group; that the hold is gone, or never was, is an exception there. */
  private static long fence(FencedLock held) {
    try {
      return held.getFence();
    } catch (IllegalMonitorStateException notHeld) {
      return FencedLock.INVALID_FENCE;
    }
  }

  private String memory() {
    IAtomicReference<String> kept = hazelcast.getCPSubsystem().getAtomicReference(MEMORY);
    String there = kept.get();
    if (there == null) {
      kept.compareAndSet(null, ids.fresh());
      there = kept.get();
    }
    return String.valueOf(there);
  }
}
