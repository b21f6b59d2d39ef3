package io.drover.daemon.wiring;

import io.drover.daemon.config.ConfigDiff;
import io.drover.daemon.config.DroverConfig;
import io.drover.daemon.http.DeskMetrics;
import io.drover.daemon.http.Readiness;
import io.drover.daemon.journal.Journal;
import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.GroupSpec;
import io.drover.verticles.bus.Bus;
import io.drover.verticles.bus.PolicyOrder;
import io.drover.verticles.bus.PolicyReport;
import io.drover.verticles.time.VertxTime;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The house while it runs: reload it, ask how it is, end it. */
public final class Running {
  private static final Logger LOG = LoggerFactory.getLogger(Running.class);
  private static final Duration POLICIES_DEADLINE = Duration.ofSeconds(90);

  private final Vertx vertx;
  private final VertxTime time;
  private final DeskMetrics metrics;
  private final Journal journal;
  private Supplier<DroverConfig> reader =
      () -> {
        throw new StartFailure("this daemon was started without a configuration file");
      };
  private @Nullable Open open;

  private record Open(
      DroverConfig config,
      ServedClusters clusters,
      Stay stay,
      Front front,
      Bus bus,
      int httpPort) {}

  /** What this member holds that others wait for. */
  record Stay(Claims claims, Placement placement) {
    Future<Void> end() {
      return claims.leave().transform(any -> placement.leave());
    }
  }

  Running(Vertx vertx, VertxTime time, DeskMetrics metrics, Journal journal) {
    this.vertx = vertx;
    this.time = time;
    this.metrics = metrics;
    this.journal = journal;
  }

  Running opened(
      DroverConfig config, ServedClusters clusters, Stay stay, Front front, Bus bus, int httpPort) {
    open = new Open(config, clusters, stay, front, bus, httpPort);
    return this;
  }

  /** How a reload reads the configuration; throws {@link StartFailure} with what is wrong. */
  public void reader(Supplier<DroverConfig> next) {
    reader = next;
  }

  public int httpPort() {
    return house().httpPort();
  }

  /** How every cluster and provider is. */
  public Future<List<Readiness>> readiness() {
    Front front = house().front();
    return front.at(() -> Future.succeededFuture(front.desk().readiness()));
  }

  /** Whether every loop that should decide has looked lately. */
  public Future<Boolean> loopsAlive(Duration within) {
    Front front = house().front();
    return front.at(() -> Future.succeededFuture(front.desk().loopsAlive(within)));
  }

  /** Runs a task on the house's own timers. */
  public void after(Duration delay, Runnable task) {
    time.after(delay, task);
  }

  /**
   * Takes the configuration file anew: parse, check, compare, apply; or keeps the old one whole and
   * fails with what is wrong. Node groups and policies apply at once, other keys at a restart.
   */
  public Future<String> reload() {
    return time.run(() -> reader.get())
        .compose(this::apply)
        .onSuccess(
            text -> {
              metrics.reload(true, time.now().getEpochSecond());
              LOG.atInfo().addKeyValue("step", text).log("configuration reloaded");
            })
        .onFailure(
            refused -> {
              metrics.reload(false, time.now().getEpochSecond());
              LOG.atWarn()
                  .addKeyValue("error", String.valueOf(refused.getMessage()))
                  .log("configuration refused; the old one is kept");
            });
  }

  private Future<String> apply(DroverConfig next) {
    Open now = house();
    ConfigDiff diff = ConfigDiff.between(now.config(), next);
    List<String> later =
        diff.changes().stream()
            .map(ConfigDiff.Change::path)
            .filter(path -> !path.startsWith("nodeGroups"))
            .toList();
    Future<Void> applied = Future.succeededFuture();
    for (String cluster : next.clusters().keySet()) {
      Map<GroupName, GroupSpec> groups = GroupSpecs.of(next, cluster);
      applied = applied.compose(before -> now.clusters().applyGroups(cluster, groups));
    }
    return applied
        .compose(
            groups ->
                now.bus()
                    .ask(PolicyOrder.SEND, new PolicyOrder.Reload("reload"), POLICIES_DEADLINE))
        .map(
            policies -> {
              open =
                  new Open(
                      next, now.clusters(), now.stay(), now.front(), now.bus(), now.httpPort());
              return diff.changes().size()
                  + " changed keys"
                  + (later.isEmpty() ? "" : "; taken at the next restart: " + later)
                  + (policies.refusal().isEmpty()
                      ? ""
                      : "; policies not taken: " + policies.refusal());
            });
  }

  /** Has the policies room carry out an order. */
  public Future<PolicyReport> policies(PolicyOrder order) {
    return Future.succeededFuture()
        .compose(any -> house().bus().ask(PolicyOrder.SEND, order, POLICIES_DEADLINE));
  }

  private Open house() {
    if (open == null) {
      throw new IllegalStateException("contract: the house is open before it is asked");
    }
    return open;
  }

  /** Ends the house: claims go to other members, rooms end in reverse, then the journal. */
  public Future<Void> stop() {
    Future<Void> left = open == null ? Future.succeededFuture() : open.stay().end();
    return left.transform(any -> vertx.close()).onComplete(closed -> journal.close());
  }
}
