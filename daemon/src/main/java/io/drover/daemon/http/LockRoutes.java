package io.drover.daemon.http;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.TreeMap;

/** {@code /v1/locks}: who holds what, and beginning anew. */
final class LockRoutes {
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int UNPROCESSABLE = 422;

  private final Desk desk;
  private final Locks locks;

  LockRoutes(Desk desk, Locks locks) {
    this.desk = desk;
    this.locks = locks;
  }

  void on(Router router) {
    router
        .get("/v1/locks")
        .handler(
            context ->
                locks
                    .agreement()
                    .onSuccess(agreement -> HttpDoor.json(context, OK, report(agreement))));
    router.post("/v1/locks/reset").handler(this::reset);
  }

  private Locks.Report report(Locks.Agreement agreement) {
    TreeMap<String, Locks.Held> clusters = new TreeMap<>();
    desk.clusters()
        .forEach(
            cluster ->
                cluster
                    .claim()
                    .ifPresent(
                        state ->
                            clusters.put(
                                cluster.name(),
                                new Locks.Held(
                                    state.holder(),
                                    state.claim() == null ? null : state.claim().validUntil(),
                                    state.standing()))));
    return new Locks.Report(desk.member(), agreement, clusters);
  }

  private void reset(RoutingContext context) {
    List<String> known = desk.clusters().stream().map(ClusterDesk::name).toList();
    boolean all = context.queryParam("all").contains("true");
    List<String> clusters = all ? known : context.queryParam("cluster");
    List<String> unknown = clusters.stream().filter(name -> !known.contains(name)).toList();
    if (!unknown.isEmpty() || clusters.isEmpty()) {
      WhyRoutes.error(
          context, NOT_FOUND, "There is no cluster '" + String.join("', '", unknown) + "'.");
      return;
    }
    locks
        .reset(clusters)
        .onSuccess(
            done ->
                HttpDoor.json(
                    context,
                    done.refusal().isEmpty() && done.failed().isEmpty() ? OK : UNPROCESSABLE,
                    done));
  }
}
