package io.drover.verticles.simulation.seeds;

import io.drover.verticles.locks.Candidacy;
import io.drover.verticles.simulation.SimulatedTime;
import io.drover.verticles.simulation.seeds.Network.Far;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The lock that members agree on, as CP of three members gives it: whoever reaches the majority has
 * a session, one session holds the lock, and a session that is not kept alive ends.
 */
final class LockService {
  private static final Duration TTL = Duration.ofSeconds(6);
  private static final Duration HEARTBEAT = Duration.ofSeconds(2);
  private static final String NAME = "cp-1";

  private final SimulatedTime time;
  private final History history;
  private @Nullable Object holder;
  private Instant endsAt = Instant.MIN;
  private long fence;

  LockService(SimulatedTime time, History history) {
    this.time = time;
    this.history = history;
  }

  /** Keeps a session alive; its fence if it holds the lock then. */
  private Optional<Long> beat(Object session, int member) {
    Instant now = time.now();
    if (holder != session && now.isAfter(endsAt)) {
      holder = session;
      fence++;
      history.add("lock", member, fence);
    }
    if (holder != session) {
      return Optional.empty();
    }
    endsAt = now.plus(TTL);
    return Optional.of(fence);
  }

  private void release(Object session) {
    if (holder == session) {
      holder = null;
      endsAt = Instant.MIN;
    }
  }

  /** The candidacy of one process. */
  Candidacy candidacy(Door door) {
    return new Session(door);
  }

  private final class Session implements Candidacy {
    private final Door door;
    private final List<Runnable> listeners = new ArrayList<>();
    private @Nullable Permit permit;
    private Instant restsUntil = Instant.MIN;

    Session(Door door) {
      this.door = door;
      door.process().after(Duration.ofMillis(5), this::tick);
    }

    private void tick() {
      door.process().after(HEARTBEAT, this::tick);
      Instant sentAt = door.process().now();
      if (door.process().steady().isBefore(restsUntil)) {
        return;
      }
      door.call(
              Far.LOCKS,
              "Beat",
              () -> Future.succeededFuture(beat(this, door.member())),
              () -> Future.<Optional<Long>>failedFuture("no answer"))
          .onSuccess(held -> take(held, sentAt));
    }

    private void take(Optional<Long> held, Instant sentAt) {
      Permit next = held.map(f -> new Permit(NAME, f, sentAt.plus(TTL))).orElse(null);
      boolean news = (next == null) != (permit == null);
      permit = next;
      door.process().after(TTL, () -> runOut(next));
      if (news) {
        listeners.forEach(Runnable::run);
      }
    }

    private void runOut(@Nullable Permit last) {
      if (last != null && last.equals(permit)) {
        take(Optional.empty(), door.process().now());
      }
    }

    @Override
    public Optional<Permit> permit() {
      return Optional.ofNullable(permit)
          .filter(held -> door.process().now().isBefore(held.validUntil()));
    }

    @Override
    public void onChange(Runnable task) {
      listeners.add(task);
    }

    @Override
    public Future<Void> resign(Duration pause) {
      restsUntil = door.process().steady().plus(pause);
      permit = null;
      return door.call(
          Far.LOCKS,
          "Release",
          () -> {
            release(this);
            return Future.succeededFuture();
          },
          () -> Future.failedFuture("no answer"));
    }
  }
}
