package io.drover.verticles.locks;

import io.drover.rules.facts.Token;
import io.drover.verticles.bus.Claim;
import io.drover.verticles.bus.ClaimState;
import io.drover.verticles.time.Clock;
import io.drover.verticles.time.Timers;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Ownership by a claim in the served cluster. The holder renews every heartbeat; who finds another
 * holder's claim run out, by watching it stay unchanged for its whole validity on the own clock,
 * takes it with a higher fence. A member that finds its own identity takes it back at once.
 */
public final class LeaseOwnership implements Ownership {
  /** Fences of new Leases count seconds from here: they fit a Lease's 32 bits until 2093. */
  private static final Instant FENCES_BEGIN = Instant.parse("2025-01-01T00:00:00Z");

  private final LeaseStore store;
  private final Settings settings;
  private final Clock clock;
  private final Timers timers;
  private final List<Runnable> listeners = new ArrayList<>();
  private Runnable renewed = () -> {};
  private @Nullable LeaseRecord held;
  private @Nullable Sighting other;
  private boolean told;
  private boolean stopped;

  /**
   * How the claim is kept.
   *
   * @param identity of this member, kept over restarts
   * @param epoch rises with every change of lock mode
   * @param heartbeat between renewals
   * @param validFor how long a claim holds without renewal
   */
  public record Settings(String identity, long epoch, Duration heartbeat, Duration validFor) {}

  /**
   * Another holder's Lease, and since when this member has seen it unchanged.
   *
   * @param beats of this member since then: a clock that jumps ahead does not make them more
   */
  private record Sighting(LeaseRecord lease, Instant since, long beats) {
    boolean ranOut(Instant now, Duration heartbeat) {
      return !now.isBefore(since.plus(lease.validFor()))
          && heartbeat.multipliedBy(beats).compareTo(lease.validFor()) >= 0;
    }
  }

  public LeaseOwnership(LeaseStore store, Settings settings, Clock clock, Timers timers) {
    this.store = store;
    this.settings = settings;
    this.clock = clock;
    this.timers = timers;
  }

  /** Starts claiming; completes after the first attempt, whatever became of it. */
  public Future<Void> start() {
    return beat();
  }

  /** Stops renewing; the claim runs out by itself. */
  public void stop() {
    stopped = true;
    held = null;
    tell();
  }

  @Override
  public Optional<Claim> current() {
    LeaseRecord lease = held;
    Instant now = clock.now();
    // Before its own renewal: the clock was set back, and "not run out yet" means nothing.
    if (lease == null || now.isBefore(lease.renewedAt()) || !now.isBefore(lease.expires())) {
      return Optional.empty();
    }
    return Optional.of(new Claim(lease.token(), lease.expires()));
  }

  @Override
  public void onChange(Runnable task) {
    listeners.add(task);
  }

  @Override
  public String holder() {
    if (held != null) {
      return held.holder();
    }
    return other == null ? "" : other.lease().holder();
  }

  /** Has the task run after each attempt to take or renew the claim. */
  public void onBeat(Runnable task) {
    renewed = task;
  }

  /** The claim and its holder as they stand. */
  public ClaimState state() {
    return new ClaimState(current().orElse(null), holder());
  }

  private Future<Void> beat() {
    if (stopped) {
      return Future.succeededFuture();
    }
    Instant sentAt = clock.now();
    return attempt(sentAt)
        .transform(
            result -> {
              if (result.failed() && result.cause() instanceof LeaseConflict) {
                held = null;
              }
              tell();
              renewed.run();
              timers.after(settings.heartbeat(), this::beat);
              return Future.<Void>succeededFuture();
            });
  }

  private Future<Void> attempt(Instant sentAt) {
    LeaseRecord mine = held;
    if (mine != null && sentAt.isBefore(mine.expires())) {
      return store.writeLease(mine.renewed(sentAt)).onSuccess(this::hold).mapEmpty();
    }
    held = null;
    return store
        .readLease()
        .compose(found -> found.map(lease -> meet(lease, sentAt)).orElseGet(() -> take(sentAt)));
  }

  /**
   * There is no Lease. Somebody may have deleted it under its holder, whose claim then holds until
   * it runs out; and its token must stay below the new one, or no record could be touched again.
   */
  private Future<Void> take(Instant sentAt) {
    Sighting seen = other;
    if (seen != null && !seen.ranOut(sentAt, settings.heartbeat())) {
      other = new Sighting(seen.lease(), seen.since(), seen.beats() + 1);
      return Future.succeededFuture();
    }
    long fence = Math.max(1, Duration.between(FENCES_BEGIN, sentAt).toSeconds());
    return write("", new Token(settings.epoch(), fence), sentAt);
  }

  private Future<Void> meet(LeaseRecord found, Instant sentAt) {
    boolean mine = found.holder().equals(settings.identity());
    if (!mine && !ranOut(found, sentAt)) {
      return Future.succeededFuture();
    }
    long epoch = Math.max(found.token().epoch(), settings.epoch());
    return write(found.version(), new Token(epoch, found.token().fence() + 1), sentAt);
  }

  private Future<Void> write(String version, Token token, Instant sentAt) {
    LeaseRecord next =
        new LeaseRecord(version, settings.identity(), token, sentAt, settings.validFor());
    return store.writeLease(next).onSuccess(this::hold).mapEmpty();
  }

  /** Clocks of two machines are never compared: only this member's own waiting counts. */
  private boolean ranOut(LeaseRecord found, Instant now) {
    Sighting seen = other;
    if (seen == null || !seen.lease().equals(found)) {
      other = new Sighting(found, now, 0);
      return false;
    }
    other = new Sighting(found, seen.since(), seen.beats() + 1);
    return other.ranOut(now, settings.heartbeat());
  }

  private void hold(LeaseRecord lease) {
    if (!stopped) {
      held = lease;
      other = null;
    }
  }

  private void tell() {
    boolean now = current().isPresent();
    if (now != told) {
      told = now;
      listeners.forEach(Runnable::run);
    }
  }
}
