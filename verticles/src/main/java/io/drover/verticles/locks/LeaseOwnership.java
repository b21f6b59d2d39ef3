package io.drover.verticles.locks;

import io.drover.rules.facts.Token;
import io.drover.verticles.bus.Claim;
import io.drover.verticles.bus.ClaimState;
import io.drover.verticles.bus.Lane;
import io.drover.verticles.locks.Candidacy.Permit;
import io.drover.verticles.time.Clock;
import io.drover.verticles.time.Timers;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Ownership by a claim in the served cluster. The holder renews every heartbeat; who finds another
 * holder's claim run out, by watching it stay unchanged for its whole validity on the own clock, or
 * given up, takes it with a higher token. A member that finds its own identity takes it back at
 * once. It takes, keeps and uses the claim only while its candidacy has a permit.
 */
public final class LeaseOwnership implements Ownership {
  /** A heartbeat, a look and a hand-over. */
  private static final int MOST_WAITING = 3;

  /** For which a permit is kept without a claim: whoever has it next may reach the cluster. */
  private static final Duration IDLE = Duration.ofSeconds(20);

  private static final Future<Void> NOTHING = Future.succeededFuture();

  private final LeaseStore store;
  private final Candidacy candidacy;
  private final Settings settings;
  private final Clock clock;
  private final Timers timers;
  private final Watched watched;
  private final Lane lane = new Lane(1, MOST_WAITING);
  private final List<Runnable> listeners = new ArrayList<>();
  private Runnable renewed = () -> {};
  private @Nullable LeaseRecord held;

  /** Writes of the claim, numbered: sent, ended, and the one that {@code held} rests on. */
  private long terms;

  private long ended;
  private long heldFor;
  private Instant heldUntil = Instant.MIN;
  private ClaimState.Standing standing = ClaimState.Standing.UNKNOWN;
  private Instant restsUntil = Instant.MIN;
  private @Nullable Instant idleSince;
  private boolean told;
  private boolean looking;
  private boolean stopped;
  private boolean answered;

  /**
   * How the claim is kept.
   *
   * @param identity of this member, kept over restarts
   * @param heartbeat between renewals
   * @param validFor how long a claim holds without renewal
   */
  public record Settings(String identity, Duration heartbeat, Duration validFor) {}

  public LeaseOwnership(
      LeaseStore store, Candidacy candidacy, Settings settings, Clock clock, Timers timers) {
    this.store = store;
    this.candidacy = candidacy;
    this.settings = settings;
    this.clock = clock;
    this.timers = timers;
    this.watched = new Watched(settings.heartbeat());
  }

  /** Starts claiming; completes after the first attempt, whatever became of it. */
  public Future<Void> start() {
    candidacy.onChange(this::look);
    candidacy.start();
    return beat();
  }

  /** Stops renewing; the claim runs out by itself. */
  public void stop() {
    stopped = true;
    tell();
    candidacy.stop();
  }

  /**
   * Gives the claim up: acts no more from now on, and leaves it to others once everything that was
   * begun under it has ended.
   *
   * @param pause for which it is not taken again
   * @param ended completes when no call is under way any more; it has a bound of its own
   */
  public Future<Void> handOver(Duration pause, Supplier<Future<Void>> ended) {
    restsUntil = clock.steady().plus(pause);
    tell();
    renewed.run();
    return ended
        .get()
        .transform(any -> lane.run(this::giveUp, () -> null))
        .transform(any -> candidacy.resign(pause));
  }

  @Override
  public Optional<Claim> current() {
    LeaseRecord lease = held;
    Instant now = clock.now();
    boolean over = !clock.steady().isBefore(heldUntil);
    if (lease == null || stopped || rests() || over || !running(lease, now)) {
      return Optional.empty();
    }
    return permit(now)
        .filter(permit -> covers(permit, lease))
        .map(permit -> new Claim(lease.token(), earlier(lease.expires(), permit.validUntil())));
  }

  private boolean rests() {
    return clock.steady().isBefore(restsUntil);
  }

  @Override
  public void onChange(Runnable task) {
    listeners.add(task);
  }

  @Override
  public String holder() {
    return held == null ? watched.holder() : held.holder();
  }

  /** Has the task run after each attempt to take or renew the claim. */
  public void onBeat(Runnable task) {
    renewed = task;
  }

  /** The claim and its holder as they stand. */
  public ClaimState state() {
    return new ClaimState(
        current().orElse(null),
        holder(),
        new ClaimState.Standing(
            standing.token(),
            standing.lock(),
            standing.since(),
            permit(clock.now()).map(Permit::validUntil).orElse(null),
            candidacy.hindrance()));
  }

  /** Whether the cluster answered when the claim was last looked at. */
  public boolean answered() {
    return answered;
  }

  /**
   * Begins a new epoch, of which nobody is the owner yet. Whoever is now hears of it at its next
   * renewal, and is waited for.
   */
  public Future<Token> raise() {
    return lane.run(
        () ->
            store
                .readLease()
                .compose(
                    found ->
                        found
                            .map(lease -> lease.raised(clock.now(), settings.validFor()))
                            .map(store::writeLease)
                            .orElse(Future.failedFuture("the cluster has no claim yet"))
                            .map(LeaseRecord::token)),
        () -> Token.NONE);
  }

  private Future<Void> beat() {
    if (stopped) {
      return Future.succeededFuture();
    }
    watched.beat();
    return attempt().onComplete(done -> timers.after(settings.heartbeat(), this::beat));
  }

  /** Between two heartbeats: the permit has come or gone. */
  private void look() {
    if (!looking && !stopped) {
      looking = true;
      attempt().onComplete(done -> looking = false);
    }
  }

  private Future<Void> attempt() {
    return lane.<Void>run(this::once, () -> null)
        .transform(
            result -> {
              answered = result.succeeded() || result.cause() instanceof LeaseConflict;
              if (result.failed() && answered) {
                held = null;
              }
              tell();
              beOfUse();
              renewed.run();
              return Future.<Void>succeededFuture();
            });
  }

  private void beOfUse() {
    Instant now = clock.steady();
    boolean idle = permit(clock.now()).isPresent() && current().isEmpty();
    if (!idle) {
      idleSince = null;
    } else if (idleSince == null) {
      idleSince = now;
    } else if (!now.isBefore(idleSince.plus(IDLE))) {
      idleSince = null;
      candidacy.resign(IDLE).onComplete(left -> {});
    }
  }

  private Future<Void> once() {
    Instant sentAt = clock.now();
    if (stopped) {
      return NOTHING;
    }
    if (rests()) {
      return store.readLease().onSuccess(this::notice).mapEmpty();
    }
    LeaseRecord mine = held;
    Optional<Permit> permit = permit(sentAt);
    if (mine != null
        && sentAt.isBefore(mine.expires())
        && permit.filter(valid -> covers(valid, mine)).isPresent()) {
      return send(mine.renewed(sentAt));
    }
    held = null;
    return store
        .readLease()
        .onSuccess(this::notice)
        .compose(found -> permit.map(valid -> meet(found, valid, sentAt)).orElse(NOTHING));
  }

  private void notice(Optional<LeaseRecord> found) {
    found.ifPresent(
        lease -> {
          watched.see(lease, clock.steady());
          stand(lease);
        });
  }

  private void stand(LeaseRecord lease) {
    if (standing.since() == null || !standing.token().equals(lease.token())) {
      standing = new ClaimState.Standing(lease.token(), lease.lock(), clock.now(), null, "");
    }
  }

  /**
   * Where there is no Lease, somebody may have deleted it under its holder, whose claim then holds
   * until it runs out.
   */
  private Future<Void> meet(Optional<LeaseRecord> found, Permit permit, Instant sentAt) {
    boolean mine = watched.holder().equals(settings.identity());
    boolean ranOut = watched.ranOut(clock.steady());
    if (!mine && !ranOut) {
      return NOTHING;
    }
    if (found.isEmpty()) {
      return ranOut ? write("", Succession.afresh(permit, sentAt), permit, sentAt) : NOTHING;
    }
    LeaseRecord lease = found.get();
    return Succession.after(lease, mine, permit, sentAt)
        .map(token -> write(lease.version(), token, permit, sentAt))
        .orElse(NOTHING);
  }

  private Future<Void> write(String version, Token token, Permit permit, Instant sentAt) {
    return send(
        new LeaseRecord(
            version, settings.identity(), token, sentAt, settings.validFor(), permit.lock()));
  }

  /**
   * A claim ends at the latest so long after its renewal was sent as others wait for it, by the
   * steady time as well, for clocks are set back; and not only by a timer, for when a process that
   * was stopped goes on, others may run before it.
   */
  private Future<Void> send(LeaseRecord next) {
    terms++;
    long term = terms;
    Instant until = clock.steady().plus(settings.validFor());
    timers.after(settings.validFor(), () -> end(term));
    return store
        .writeLease(next)
        .onSuccess(
            lease -> {
              heldUntil = until;
              hold(lease, term);
            })
        .mapEmpty();
  }

  private void end(long term) {
    ended = term;
    if (heldFor == term && held != null) {
      held = null;
      tell();
      renewed.run();
    }
  }

  private Future<Void> giveUp() {
    LeaseRecord mine = held;
    held = null;
    return mine == null || !running(mine, clock.now())
        ? NOTHING
        : store.writeLease(mine.givenUp(clock.now())).mapEmpty();
  }

  private void hold(LeaseRecord lease, long term) {
    held = term > ended ? lease : null;
    heldFor = term;
    watched.forget();
    stand(lease);
  }

  private Optional<Permit> permit(Instant now) {
    return candidacy.permit().filter(permit -> now.isBefore(permit.validUntil()));
  }

  private static boolean covers(Permit permit, LeaseRecord lease) {
    return permit.lock().equals(lease.lock())
        && (permit.lock().isEmpty() || permit.fence() == lease.token().fence());
  }

  /** Before its own renewal the clock was set back, and "not run out yet" means nothing. */
  private static boolean running(LeaseRecord lease, Instant now) {
    return !now.isBefore(lease.renewedAt()) && now.isBefore(lease.expires());
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private void tell() {
    boolean now = current().isPresent();
    if (now != told) {
      told = now;
      listeners.forEach(Runnable::run);
    }
  }
}
