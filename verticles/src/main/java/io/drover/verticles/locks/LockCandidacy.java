package io.drover.verticles.locks;

import io.drover.verticles.locks.ClusterLock.Hold;
import io.drover.verticles.time.Clock;
import io.drover.verticles.time.Timers;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A candidacy by a lock among the members. The lock is asked at intervals, and an answer is worth
 * something only for a while after it was asked for: a lock that does not answer any more takes the
 * permit with it.
 */
final class LockCandidacy implements Candidacy {
  private final ClusterLock lock;
  private final Settings settings;
  private final Clock clock;
  private final Timers timers;
  private final List<Runnable> listeners = new ArrayList<>();
  private final List<Promise<Void>> leaving = new ArrayList<>();
  private @Nullable Permit permit;
  private Instant steadyUntil = Instant.MIN;
  private @Nullable Instant freeSince;
  private Instant answeredAt;
  private String trouble = "no answer yet";
  private Instant restsUntil = Instant.MIN;
  private boolean asking;
  private boolean stopped;

  /**
   * How the lock is asked.
   *
   * @param interval between two questions
   * @param deadline a later answer is dropped
   * @param validFor how long after its question an answer permits; less than the lock outlives a
   *     member that does not keep it
   * @param patience for which a lock is left free for the member that is to have it
   * @param preferred whether this member is to have it
   * @param reach which members are there, for people
   */
  record Settings(
      Duration interval,
      Duration deadline,
      Duration validFor,
      Duration patience,
      BooleanSupplier preferred,
      Supplier<String> reach) {}

  /**
   * When the lock was asked, by the clock that permits are told by and by the steady one.
   *
   * @param wanted whether it was asked for, or only how it is
   */
  private record Question(Instant clock, Instant steady, boolean wanted) {}

  LockCandidacy(ClusterLock lock, Settings settings, Clock clock, Timers timers) {
    this.lock = lock;
    this.settings = settings;
    this.clock = clock;
    this.timers = timers;
    this.answeredAt = clock.now();
  }

  @Override
  public void start() {
    if (stopped) {
      return;
    }
    if (!asking) {
      ask();
    }
    timers.after(settings.interval(), this::start);
  }

  @Override
  public void stop() {
    stopped = true;
    lose();
    lock.close();
  }

  @Override
  public Optional<Permit> permit() {
    // Of a process that was stopped other timers may run before the one that ends the permit.
    return Optional.ofNullable(permit).filter(any -> clock.steady().isBefore(steadyUntil));
  }

  @Override
  public void onChange(Runnable task) {
    listeners.add(task);
  }

  @Override
  public Future<Void> resign(Duration pause) {
    restsUntil = clock.steady().plus(pause);
    lose();
    Promise<Void> left = Promise.promise();
    leaving.add(left);
    timers.after(settings.deadline(), left::tryComplete);
    if (!asking) {
      ask();
    }
    return left.future();
  }

  @Override
  public String hindrance() {
    Instant silentSince = answeredAt.plus(settings.validFor());
    return clock.now().isBefore(silentSince)
        ? ""
        : "the members' lock does not answer since %s (%s); %s"
            .formatted(answeredAt, trouble, settings.reach().get());
  }

  private void ask() {
    Question question = new Question(clock.now(), clock.steady(), wanted());
    asking = true;
    lock.keep(question.wanted()).onComplete(told -> heard(question, told));
  }

  private boolean rests() {
    return clock.steady().isBefore(restsUntil);
  }

  private boolean wanted() {
    if (stopped || rests()) {
      return false;
    }
    Instant free = freeSince;
    return permit != null
        || settings.preferred().getAsBoolean()
        || (free != null && !clock.steady().isBefore(free.plus(settings.patience())));
  }

  private void heard(Question question, AsyncResult<Hold> told) {
    asking = false;
    if (clock.steady().isAfter(question.steady().plus(settings.deadline()))) {
      trouble = "its last answer came too late";
    } else if (told.failed()) {
      trouble = String.valueOf(told.cause().getMessage());
    } else {
      answeredAt = clock.now();
      believe(told.result(), question);
    }
    if (!leaving.isEmpty()) {
      leave(question.wanted());
    }
  }

  /** What was asked before the resignation may have taken the lock once more. */
  private void leave(boolean wanted) {
    if (wanted) {
      ask();
    } else {
      leaving.forEach(Promise::tryComplete);
      leaving.clear();
    }
  }

  private void believe(Hold hold, Question question) {
    if (!hold.held()) {
      freeSince = hold.free() ? Optional.ofNullable(freeSince).orElse(question.steady()) : null;
      lose();
    } else if (!stopped && !rests()) {
      freeSince = null;
      Permit before = permit;
      Instant until = question.clock().plus(settings.validFor());
      Permit next = new Permit(hold.lock(), hold.fence(), until);
      permit = next;
      // By these as well: clocks are set back.
      steadyUntil = question.steady().plus(settings.validFor());
      timers.after(settings.validFor(), () -> runOut(next));
      if (before == null || before.fence() != hold.fence()) {
        tell();
      }
    }
  }

  private void runOut(Permit last) {
    if (last.equals(permit)) {
      lose();
    }
  }

  private void lose() {
    if (permit != null) {
      permit = null;
      tell();
    }
  }

  private void tell() {
    List.copyOf(listeners).forEach(Runnable::run);
  }
}
