package io.drover.ground;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The only place where a test waits: a condition with a deadline, polled. */
public final class Await {
  private static final Duration POLL = Duration.ofMillis(50);

  private Await() {}

  /**
   * Waits until the condition is true. A condition that throws counts as not true yet; the last
   * thing it threw is the cause of the failure.
   *
   * @param what what is awaited, in words that finish the sentence "waited for …"
   * @throws AssertionError when the deadline has passed
   */
  public static void until(Duration deadline, String what, Callable<Boolean> condition) {
    Boolean unused = value(deadline, what, condition, Boolean.TRUE::equals);
  }

  /** Waits so long, and fails as soon as the condition is not true. */
  public static void always(Duration time, String what, Callable<Boolean> condition) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      try {
        if (!Boolean.TRUE.equals(condition.call())) {
          throw new AssertionError("expected " + what + ", for " + text(time));
        }
      } catch (Exception unreadable) {
        throw new AssertionError("expected " + what + ", for " + text(time), unreadable);
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  /** Waits until the assertions hold; the failure carries the last one that did not. */
  public static void untilAsserted(Duration deadline, String what, Assertions assertions) {
    until(
        deadline,
        what,
        () -> {
          assertions.check();
          return true;
        });
  }

  /** Waits until the value read is as wanted and returns it; the failure shows the last value. */
  public static <T> T value(
      Duration deadline, String what, Callable<? extends @Nullable T> read, Predicate<T> wanted) {
    long end = System.nanoTime() + deadline.toNanos();
    @Nullable T last;
    @Nullable Throwable thrown;
    do {
      last = null;
      thrown = null;
      try {
        last = read.call();
        if (last != null && wanted.test(last)) {
          return last;
        }
      } catch (Exception | AssertionError notYet) {
        thrown = notYet;
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new AssertionError("interrupted while waiting for " + what);
      }
      LockSupport.parkNanos(POLL.toNanos());
    } while (System.nanoTime() < end);
    String seen = thrown == null ? Objects.toString(last) : thrown.toString();
    throw new AssertionError(
        "waited %s for %s; last seen: %s".formatted(text(deadline), what, seen), thrown);
  }

  private static String text(Duration deadline) {
    return deadline.toMillis() / 1000.0 + " s";
  }

  /** Assertions that may throw what they like. */
  @FunctionalInterface
  public interface Assertions {
    void check() throws Exception;
  }
}
