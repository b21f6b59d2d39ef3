package io.drover.daemon.wiring;

import io.drover.daemon.config.DroverConfig;
import io.drover.rules.facts.Token;
import io.drover.verticles.bus.Bus;
import io.drover.verticles.bus.ClaimState;
import io.drover.verticles.bus.Rooms;
import io.drover.verticles.bus.Standby;
import io.drover.verticles.bus.StandbyRequest;
import io.drover.verticles.locks.LeaseOwnership;
import io.drover.verticles.locks.LeaseStore;
import io.drover.verticles.locks.Member;
import io.drover.verticles.locks.Members;
import io.drover.verticles.locks.Spread;
import io.drover.verticles.time.VertxTime;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The claims that this member keeps or stands by for: made with the clusters, spread over the
 * members, handed over when this one goes.
 */
final class Claims {
  private static final Logger LOG = LoggerFactory.getLogger(Claims.class);

  /** With a lock among the members: it notices sooner than the claim alone. */
  private static final Duration AGREED_HEARTBEAT = Duration.ofSeconds(1);

  private static final Duration AGREED_CLAIM = Duration.ofSeconds(5);

  /** For calls that were begun before the claim is handed over. */
  private static final Duration CALLS_END = Duration.ofSeconds(5);

  private static final Duration PAUSE = Duration.ofSeconds(15);
  private static final Duration GONE_FOR_GOOD = Duration.ofDays(1);

  private final VertxTime time;
  private final Bus bus;
  private final DroverConfig config;
  private final Members members;
  private final ConcurrentMap<String, One> all = new ConcurrentHashMap<>();
  private final ConcurrentMap<Rooms, CallsUnderWay> calls = new ConcurrentHashMap<>();

  /** One cluster's claim, on the context that owns it. */
  private record One(LeaseOwnership claim, Rooms rooms, Context home, Preference preference) {}

  Claims(VertxTime time, Bus bus, DroverConfig config, Members members) {
    this.time = time;
    this.bus = bus;
    this.config = config;
    this.members = members;
  }

  /**
   * A claim that is not started yet.
   *
   * @param home context that owns it
   */
  LeaseOwnership open(String name, Rooms rooms, LeaseStore store, Context home) {
    LeaseOwnership claim =
        new LeaseOwnership(
            store,
            members.candidacy(
                rooms.clusterUid(),
                () -> preferred(name).equals(self()),
                new Members.Time(time, time, time, task -> home.runOnContext(any -> task.run()))),
            settings(),
            time,
            time);
    Preference preference = new Preference(this::self, () -> preferred(name), time);
    One one = new One(claim, rooms, home, preference);
    claim.onBeat(() -> told(name, one));
    all.put(name, one);
    return claim;
  }

  /** Answers as a standby from now on, and begins to claim. */
  Future<Void> start(String name) {
    One one = Objects.requireNonNull(all.get(name));
    return bus.answer(
            one.rooms().standby(self()),
            asked -> Future.succeededFuture(new Standby(self(), one.claim().answered())))
        .compose(listening -> at(one, one.claim()::start));
  }

  void close(String name) {
    One one = all.remove(name);
    if (one != null) {
      one.claim().stop();
    }
  }

  /** What execution does in a cluster, to be waited for before the claim goes elsewhere. */
  CallsUnderWay underWay(Rooms rooms) {
    return calls.computeIfAbsent(rooms, any -> new CallsUnderWay());
  }

  /** Whether another member is known to own the cluster. */
  boolean elsewhere(String name) {
    One one = all.get(name);
    ClaimState state = one == null ? null : one.preference().seen().state();
    return state != null && state.claim() == null && !state.holder().isEmpty();
  }

  /** Whether a call under the token may go out now, as far as this member knows. */
  boolean mayAct(String clusterUid, Token token) {
    return all.values().stream()
        .filter(one -> one.rooms().clusterUid().equals(clusterUid))
        .allMatch(one -> one.preference().seen().mayAct(self(), token));
  }

  /** Begins a new epoch of a cluster that is served here. */
  Future<Token> raise(String name) {
    One one = all.get(name);
    return one == null ? Future.failedFuture("it is not served yet") : at(one, one.claim()::raise);
  }

  /** Hands over every claim: this member goes. */
  Future<Void> leave() {
    List<Future<Void>> left = new ArrayList<>();
    all.forEach((name, one) -> left.add(at(one, () -> handOver(name, one, GONE_FOR_GOOD))));
    return Future.join(left).mapEmpty();
  }

  private LeaseOwnership.Settings settings() {
    Duration heartbeat = config.timings().heartbeat();
    Duration validFor = config.timings().claimDuration();
    return members.agree()
        ? new LeaseOwnership.Settings(
            self(), shorter(heartbeat, AGREED_HEARTBEAT), shorter(validFor, AGREED_CLAIM))
        : new LeaseOwnership.Settings(self(), heartbeat, validFor);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private String self() {
    return members.self().identity();
  }

  private String preferred(String cluster) {
    List<String> live = members.live().stream().map(Member::identity).toList();
    return new Spread(List.copyOf(config.clusters().keySet()), live)
        .preferred(cluster)
        .orElse(self());
  }

  /** After each heartbeat. */
  private void told(String name, One one) {
    ClaimState state = one.claim().state();
    if (one.preference().seen().see(state)) {
      LOG.atInfo()
          .addKeyValue("cluster", name)
          .addKeyValue("step", state.holder())
          .log("cluster is owned by");
    }
    if (state.claim() != null) {
      underWay(one.rooms()).reopen();
    }
    bus.publish(one.rooms().claim(), state);
    one.preference()
        .due()
        .ifPresent(
            member ->
                bus.ask(one.rooms().standby(member), new StandbyRequest(self()), CALLS_END)
                    .onSuccess(
                        there -> {
                          if (there.able() && one.claim().current().isPresent()) {
                            LOG.atInfo()
                                .addKeyValue("cluster", name)
                                .addKeyValue("step", member)
                                .log("cluster is handed over to the member that is to have it");
                            handOver(name, one, PAUSE);
                          }
                        }));
  }

  private Future<Void> handOver(String name, One one, Duration pause) {
    return one.claim()
        .handOver(pause, () -> bounded(underWay(one.rooms()).close()))
        .onFailure(
            failed ->
                LOG.atWarn()
                    .addKeyValue("cluster", name)
                    .addKeyValue("error", failed.toString())
                    .log("claim was not handed over; it runs out by itself"));
  }

  private Future<Void> bounded(Future<Void> ended) {
    Promise<Void> bounded = Promise.promise();
    ended.onComplete(any -> bounded.tryComplete());
    time.after(CALLS_END, bounded::tryComplete);
    return bounded.future();
  }

  private <T> Future<T> at(One one, Supplier<Future<T>> work) {
    Promise<T> promise = Promise.promise();
    one.home().runOnContext(any -> work.get().onComplete(promise));
    return promise.future();
  }
}
