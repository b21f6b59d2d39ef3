package io.drover.verticles.planning;

import io.drover.verticles.time.Clock;
import io.drover.verticles.time.Timers;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Collects changes: acts once nothing has changed for {@code idle}, and at the latest {@code most}
 * after the first change.
 */
final class BatchWindow {
  private final Duration idle;
  private final Duration most;
  private final Clock clock;
  private final Timers timers;
  private final Runnable act;
  private @Nullable Instant firstChange;
  private Instant lastChange = Instant.MIN;

  BatchWindow(PlanningSettings settings, Clock clock, Timers timers, Runnable act) {
    this.idle = settings.batchIdle();
    this.most = settings.batchMost();
    this.clock = clock;
    this.timers = timers;
    this.act = act;
  }

  void changed() {
    lastChange = clock.steady();
    if (firstChange == null) {
      firstChange = lastChange;
      await(idle);
    }
  }

  private void await(Duration delay) {
    timers.after(delay, this::look);
  }

  private void look() {
    Instant first = firstChange;
    if (first == null) {
      return;
    }
    Instant now = clock.steady();
    Instant quiet = lastChange.plus(idle);
    Instant latest = first.plus(most);
    Instant due = quiet.isBefore(latest) ? quiet : latest;
    if (now.isBefore(due)) {
      await(Duration.between(now, due));
    } else {
      firstChange = null;
      act.run();
    }
  }
}
