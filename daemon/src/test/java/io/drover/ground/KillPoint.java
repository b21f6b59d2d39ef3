package io.drover.ground;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A moment in the traffic at which something happens, once: the first request that matches runs the
 * action, and its connection is dropped without an answer.
 */
public final class KillPoint {
  /** Where in the life of a request. */
  public enum Stage {
    /** The far end never sees the request. */
    BEFORE_FORWARDING,
    /** The far end has carried it out and answered; the caller never hears of it. */
    AFTER_FORWARDING_BEFORE_ANSWER
  }

  private final Stage stage;
  private final Predicate<RecordedRequest> at;
  private final Runnable action;
  private final AtomicBoolean armed = new AtomicBoolean(true);
  private volatile @Nullable RecordedRequest hit;

  KillPoint(Stage stage, Predicate<RecordedRequest> at, Runnable action) {
    this.stage = stage;
    this.at = at;
    this.action = action;
  }

  /** True once the action has run. */
  public boolean fired() {
    return hit != null;
  }

  /** The request at which it fired. */
  public Optional<RecordedRequest> request() {
    return Optional.ofNullable(hit);
  }

  /** Lets every later request pass. */
  public void disarm() {
    armed.set(false);
  }

  boolean catches(Stage here, RecordedRequest request) {
    return here == stage && armed.get() && at.test(request) && armed.compareAndSet(true, false);
  }

  void fire(RecordedRequest request) {
    action.run();
    hit = request;
  }
}
