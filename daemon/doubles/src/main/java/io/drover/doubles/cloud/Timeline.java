package io.drover.doubles.cloud;

import java.time.Duration;
import java.time.Instant;

/** The cloud's only sight of time. */
public interface Timeline {
  Instant now();

  /** Runs the action once, no earlier than {@code delay} from now, on any thread. */
  void after(Duration delay, Runnable action);

  /** The same, with each action run by whoever holds the lock. */
  default Timeline under(Object lock) {
    Timeline shared = this;
    return new Timeline() {
      @Override
      public Instant now() {
        return shared.now();
      }

      @Override
      public void after(Duration delay, Runnable action) {
        shared.after(
            delay,
            () -> {
              synchronized (lock) {
                action.run();
              }
            });
      }
    };
  }
}
