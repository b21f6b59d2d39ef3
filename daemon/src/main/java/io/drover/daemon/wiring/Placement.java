package io.drover.daemon.wiring;

import io.drover.daemon.config.ProviderConfig;
import io.drover.verticles.locks.Candidacy;
import io.drover.verticles.locks.Member;
import io.drover.verticles.locks.Members;
import io.drover.verticles.provider.ProviderVerticle;
import io.drover.verticles.time.VertxTime;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which provider accounts live on this member. Each lives on one member of its site at a time, so
 * that its rate limit is the account's: under a lock where the members agree on locks, else on the
 * first of those that run.
 */
final class Placement {
  private static final Logger LOG = LoggerFactory.getLogger(Placement.class);
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration PAUSE = Duration.ofDays(1);

  private final Vertx vertx;
  private final VertxTime time;
  private final Members members;
  private final BiFunction<String, BooleanSupplier, ProviderVerticle> making;
  private final Context home;
  private final Map<String, Account> accounts = new TreeMap<>();
  private boolean left;

  /** One account; owned by the placement's context, but for the permit. */
  private final class Account {
    private final String name;
    private final String site;
    private final Candidacy candidacy;
    private @Nullable String deployed;
    private boolean busy;
    private volatile boolean here;

    Account(String name, String site) {
      this.name = name;
      this.site = site;
      this.candidacy =
          members.candidacy(
              "account-" + name,
              this::first,
              new Members.Time(time, time, time, task -> home.runOnContext(any -> task.run())));
    }

    /** Whether this member is the first of those that may have it. */
    boolean first() {
      return members.live().stream()
          .filter(this::may)
          .findFirst()
          .filter(members.self()::equals)
          .isPresent();
    }

    private boolean may(Member member) {
      return site.isEmpty() || site.equals(member.site());
    }

    void start() {
      if (may(members.self())) {
        candidacy.start();
      }
    }

    /** Also asked just before a call goes out: a process that was paused has lost it. */
    boolean placed() {
      boolean permitted =
          candidacy.permit().filter(permit -> time.now().isBefore(permit.validUntil())).isPresent();
      return !left && permitted && (members.agree() || first()) && may(members.self());
    }

    Future<Void> settle() {
      here = placed();
      if (busy || here == (deployed != null)) {
        return Future.succeededFuture();
      }
      busy = true;
      return (here ? arrive() : depart()).onComplete(done -> busy = false);
    }

    private Future<Void> arrive() {
      LOG.atInfo().addKeyValue("provider", name).log("the account lives on this member");
      return vertx
          .deployVerticle(making.apply(name, () -> here && placed()))
          .onSuccess(id -> deployed = id)
          .mapEmpty();
    }

    private Future<Void> depart() {
      String id = String.valueOf(deployed);
      deployed = null;
      LOG.atInfo().addKeyValue("provider", name).log("the account lives on this member no more");
      return vertx.undeploy(id);
    }
  }

  /**
   * Nothing lives here yet.
   *
   * @param making the room of an account, which may call as long as it is told so
   */
  Placement(
      Vertx vertx,
      VertxTime time,
      Members members,
      BiFunction<String, BooleanSupplier, ProviderVerticle> making) {
    this.vertx = vertx;
    this.time = time;
    this.members = members;
    this.making = making;
    this.home = vertx.getOrCreateContext();
  }

  /** Places the accounts from now on; completes when those that can be placed at once are. */
  Future<Void> open(Map<String, ProviderConfig> configured) {
    Promise<Void> placed = Promise.promise();
    home.runOnContext(
        any -> {
          configured.forEach(
              (name, config) -> {
                Account account = new Account(name, config.site() == null ? "" : config.site());
                accounts.put(name, account);
                account.start();
              });
          look().onComplete(placed);
        });
    return placed.future();
  }

  /** Lets every account go to another member. */
  Future<Void> leave() {
    Promise<Void> gone = Promise.promise();
    home.runOnContext(
        any -> {
          left = true;
          Future<Void> all = settle();
          for (Account account : accounts.values()) {
            all = all.transform(before -> account.candidacy.resign(PAUSE));
          }
          all.onComplete(gone);
        });
    return gone.future();
  }

  private Future<Void> look() {
    return settle()
        .onComplete(
            settled -> {
              if (!left) {
                time.after(LOOK, this::look);
              }
            });
  }

  private Future<Void> settle() {
    return Future.join(accounts.values().stream().map(Account::settle).toList()).mapEmpty();
  }
}
