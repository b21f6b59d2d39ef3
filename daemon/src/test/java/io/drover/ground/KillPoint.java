package io.drover.ground;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A moment in the traffic at which something happens, once: the request runs the action, and its
 * connection is dropped without an answer.
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
  private final AtomicInteger matchesToGo;
  private volatile @Nullable RecordedRequest hit;

  KillPoint(Stage stage, int nth, Predicate<RecordedRequest> at, Runnable action) {
    this.matchesToGo = new AtomicInteger(nth);
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
    matchesToGo.set(0);
  }

  boolean catches(Stage here, RecordedRequest request) {
    return here == stage && at.test(request) && matchesToGo.getAndDecrement() == 1;
  }

  void fire(RecordedRequest request) {
    action.run();
    hit = request;
  }
}
