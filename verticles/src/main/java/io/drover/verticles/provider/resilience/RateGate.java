package io.drover.verticles.provider.resilience;

import io.drover.verticles.time.Clock;
import io.drover.verticles.time.Timers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Lets calls through at the account's rate, in the order in which they came. After the provider has
 * said "not before", it lets none through until then.
 */
final class RateGate {
  private final ResilienceSettings settings;
  private final Clock clock;
  private final Timers timers;
  private final Deque<Promise<Pass>> waiting = new ArrayDeque<>();
  private double tokens;
  private Instant countedAt;
  private Instant heldUntil = Instant.MIN;
  private Timers.@Nullable Timer wake;

  /** Whether a call may go. */
  sealed interface Pass {
    record Go() implements Pass {}

    /** None may be made before that time has passed. */
    record NotNow(String detail, Duration retryAfter) implements Pass {}
  }

  RateGate(ResilienceSettings settings, Clock clock, Timers timers) {
    this.settings = settings;
    this.clock = clock;
    this.timers = timers;
    this.tokens = settings.burst();
    this.countedAt = clock.steady();
  }

  Future<Pass> pass() {
    Instant now = clock.steady();
    if (now.isBefore(heldUntil)) {
      return Future.succeededFuture(held(now));
    }
    refill(now);
    if (waiting.isEmpty() && tokens >= 1) {
      tokens--;
      return Future.succeededFuture(new Pass.Go());
    }
    if (waiting.size() >= settings.mostWaiting()) {
      return Future.succeededFuture(
          new Pass.NotNow(
              "more than " + settings.mostWaiting() + " calls wait for their turn",
              untilToken(waiting.size())));
    }
    Promise<Pass> mine = Promise.promise();
    waiting.addLast(mine);
    schedule();
    return mine.future();
  }

  /** Lets nothing through until the time has passed; who waits is told. */
  void hold(Duration retryAfter) {
    Instant now = clock.steady();
    Instant until = now.plus(retryAfter);
    if (until.isAfter(heldUntil)) {
      heldUntil = until;
    }
    while (now.isBefore(heldUntil) && !waiting.isEmpty()) {
      waiting.removeFirst().complete(held(now));
    }
  }

  private Pass held(Instant now) {
    Duration left = Duration.between(now, heldUntil);
    return new Pass.NotNow("the provider asked for no calls until " + clock.now().plus(left), left);
  }

  private void refill(Instant now) {
    double seconds = Duration.between(countedAt, now).toNanos() / 1e9;
    tokens = Math.min(settings.burst(), tokens + Math.max(0, seconds) * settings.callsPerSecond());
    countedAt = now;
  }

  private Duration untilToken(int ahead) {
    double seconds = Math.max(0, 1 + ahead - tokens) / settings.callsPerSecond();
    return Duration.ofNanos((long) Math.ceil(seconds * 1e9)).plusMillis(1);
  }

  private void schedule() {
    if (wake == null && !waiting.isEmpty()) {
      wake = timers.after(untilToken(0), this::letThrough);
    }
  }

  private void letThrough() {
    wake = null;
    refill(clock.steady());
    while (tokens >= 1 && !waiting.isEmpty()) {
      tokens--;
      waiting.removeFirst().complete(new Pass.Go());
    }
    schedule();
  }
}
