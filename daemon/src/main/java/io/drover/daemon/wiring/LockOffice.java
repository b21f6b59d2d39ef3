package io.drover.daemon.wiring;

import io.drover.daemon.http.DeskMetrics;
import io.drover.daemon.http.Locks;
import io.drover.verticles.locks.Member;
import io.drover.verticles.locks.Members;
import io.drover.verticles.time.Timers;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The members' agreement and the claims, for those who look after them. */
final class LockOffice implements Locks {
  private static final Logger LOG = LoggerFactory.getLogger(LockOffice.class);
  private static final Duration COUNTED_EVERY = Duration.ofSeconds(10);

  private final Members members;
  private final Claims claims;

  LockOffice(Members members, Claims claims) {
    this.members = members;
    this.claims = claims;
  }

  /** Counts the members from now on. */
  void count(DeskMetrics metrics, Timers timers) {
    agreement()
        .onSuccess(
            now -> {
              int here = now.here() == null ? 0 : now.here();
              metrics.members(now.members().size(), now.seats(), here);
            })
        .onComplete(any -> timers.after(COUNTED_EVERY, () -> count(metrics, timers)));
  }

  @Override
  public Future<Agreement> agreement() {
    List<String> live = members.live().stream().map(Member::identity).toList();
    return Asker.told(members.agreement())
        .map(told -> new Agreement(live, told.seats(), told.here()))
        .otherwise(unknown -> new Agreement(live, members.seats(), null));
  }

  @Override
  public Future<Reset> reset(List<String> clusters) {
    return Asker.told(members.reset())
        .compose(done -> raise(clusters))
        .otherwise(
            refused ->
                new Reset(String.valueOf(refused.getMessage()), new TreeMap<>(), new TreeMap<>()))
        .onSuccess(
            done ->
                LOG.atWarn()
                    .addKeyValue("step", done.toString())
                    .log("the members' agreement on locks was begun anew by hand"));
  }

  private Future<Reset> raise(List<String> clusters) {
    TreeMap<String, Long> raised = new TreeMap<>();
    TreeMap<String, String> failed = new TreeMap<>();
    List<Future<?>> all = new ArrayList<>();
    for (String cluster : clusters) {
      all.add(
          Asker.told(claims.raise(cluster))
              .onSuccess(token -> raised.put(cluster, token.epoch()))
              .onFailure(why -> failed.put(cluster, String.valueOf(why.getMessage())))
              .otherwiseEmpty());
    }
    return Future.join(all).map(done -> new Reset("", raised, failed));
  }
}
