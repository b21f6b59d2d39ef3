package io.drover.verticles.provider.vpsie.pipeline;

import io.drover.verticles.time.Clock;
import io.drover.verticles.time.Timers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets calls through at the account's rate, callers in turn. A member that takes the account over
 * counts the last calls of the one before as its own: the times that it handed over, or, when it
 * has vanished, as many as it may have made.
 */
public final class RateLimit {
  private static final Duration SHORTEST_RETRY = Duration.ofSeconds(1);
  private static final Duration TICK = Duration.ofMillis(1);

  private final PipelineSettings.Rate settings;
  private final Clock clock;
  private final Timers timers;
  private final CallLog log;
  private final FairQueue<Waiting> queue = new FairQueue<>();
  private double tokens;
  private Instant countedAt;
  private Instant heldUntil;
  private Timers.@Nullable Timer wake;
  private boolean closed;

  /** Whether a call may go. */
  sealed interface Pass {
    record Go(Instant at, Duration waited) implements Pass {}

    /** Not within the time it could wait. */
    record NotNow(String detail, Duration retryAfter) implements Pass {}
  }

  private record Waiting(Promise<Pass> promise, Instant since) {}

  public RateLimit(PipelineSettings.Rate settings, Clock clock, Timers timers) {
    this.settings = settings;
    this.clock = clock;
    this.timers = timers;
    this.log = new CallLog(settings.window().plus(settings.slack()));
    this.tokens = settings.burst();
    this.countedAt = clock.steady();
    this.heldUntil = countedAt;
  }

  /** Counts calls that another member has made on the account, by the wall clock. */
  public void alsoSent(List<Instant> times) {
    Instant wall = clock.now();
    Instant now = clock.steady();
    for (Instant at : times) {
      Duration age = Duration.between(at, wall);
      log.add(age.isNegative() ? now : now.minus(age));
    }
    tokens = Math.max(0, tokens - times.size());
  }

  /** Counts so many calls of another member as if they had been made just now. */
  public void alsoSent(int calls) {
    for (int i = 0; i < calls; i++) {
      log.add(clock.steady());
    }
    tokens = Math.max(0, tokens - calls);
  }

  /** Lets nothing more through, for another member will; the times of the last calls. */
  public List<Instant> handOver() {
    closed = true;
    queue.remove(any -> true).forEach(waiting -> waiting.promise().complete(elsewhere()));
    return lastCalls();
  }

  private static Pass elsewhere() {
    return new Pass.NotNow("the account is served by another member", SHORTEST_RETRY);
  }

  /** When the calls of the last window were made, by the wall clock, the oldest first. */
  public List<Instant> lastCalls() {
    Instant wall = clock.now();
    return log.ages(clock.steady()).stream().map(wall::minus).toList();
  }

  Future<Pass> pass(String caller) {
    if (closed) {
      return Future.succeededFuture(elsewhere());
    }
    Instant now = clock.steady();
    if (queue.isEmpty() && untilFree(now).isZero()) {
      return Future.succeededFuture(go(now, now));
    }
    if (heldUntil.isAfter(now.plus(settings.patience()))) {
      return Future.succeededFuture(held(now));
    }
    if (queue.size(caller) >= settings.mostWaiting()) {
      String detail = "more than " + settings.mostWaiting() + " calls of this cluster wait";
      return Future.succeededFuture(new Pass.NotNow(detail, retryAfter(now)));
    }
    Waiting mine = new Waiting(Promise.promise(), now);
    queue.add(caller, mine);
    Timers.Timer patience = timers.after(settings.patience(), () -> giveUp(mine));
    mine.promise().future().onComplete(over -> patience.cancel());
    schedule(now);
    return mine.promise().future();
  }

  /** A call that had its pass was not made. */
  void giveBack(Pass.Go pass) {
    log.remove(pass.at());
    tokens = Math.min(settings.burst(), tokens + 1);
    letThrough();
  }

  /** Lets nothing through until the time has passed; who cannot wait as long is told. */
  void hold(Duration time) {
    Instant now = clock.steady();
    Instant until = now.plus(time);
    if (until.isAfter(heldUntil)) {
      heldUntil = until;
      queue
          .remove(waiting -> waiting.since().plus(settings.patience()).isBefore(heldUntil))
          .forEach(waiting -> waiting.promise().complete(held(now)));
    }
  }

  private Pass go(Instant since, Instant now) {
    tokens--;
    log.add(now);
    return new Pass.Go(now, Duration.between(since, now));
  }

  private Pass held(Instant now) {
    return new Pass.NotNow("VPSie asked for no calls for a while", retryAfter(now));
  }

  private void giveUp(Waiting mine) {
    queue.remove(mine::equals);
    String detail = "no turn within " + settings.patience().toSeconds() + " s";
    mine.promise().tryComplete(new Pass.NotNow(detail, retryAfter(clock.steady())));
  }

  private Duration retryAfter(Instant now) {
    Duration free = untilFree(now);
    return free.compareTo(SHORTEST_RETRY) < 0 ? SHORTEST_RETRY : free;
  }

  private Duration untilFree(Instant now) {
    refill(now);
    Duration free = log.untilFewerThan(settings.most(), now);
    Duration bucket =
        tokens >= 1 ? Duration.ZERO : Duration.ofNanos((long) Math.ceil((1 - tokens) / perNano()));
    Duration held = Duration.between(now, heldUntil);
    Duration longest = free.compareTo(bucket) < 0 ? bucket : free;
    return longest.compareTo(held) < 0 ? held : longest;
  }

  private double perNano() {
    return settings.perMinute() / (double) Duration.ofMinutes(1).toNanos();
  }

  private void refill(Instant now) {
    long nanos = Math.max(0, Duration.between(countedAt, now).toNanos());
    tokens = Math.min(settings.burst(), tokens + nanos * perNano());
    countedAt = now;
  }

  private void schedule(Instant now) {
    if (wake == null && !queue.isEmpty()) {
      wake = timers.after(untilFree(now).plus(TICK), this::woken);
    }
  }

  private void woken() {
    wake = null;
    letThrough();
  }

  private void letThrough() {
    Instant now = clock.steady();
    while (!queue.isEmpty() && untilFree(now).isZero()) {
      Optional<Waiting> next = queue.next();
      next.ifPresent(waiting -> waiting.promise().complete(go(waiting.since(), now)));
    }
    schedule(now);
  }
}
