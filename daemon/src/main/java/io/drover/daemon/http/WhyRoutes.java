package io.drover.daemon.http;

import io.drover.rules.explain.NearNames;
import io.drover.verticles.bus.DeskQuestion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The routes by which it is asked why: {@code /v1/explain/CLUSTER/KIND/NAME…}, and {@code
 * /v1/snapshot/CLUSTER} for all that a plan is made from.
 */
final class WhyRoutes {
  /** Stands for the only cluster that is served. */
  static final String THE_ONLY_ONE = "-";

  private static final int NOT_FOUND = 404;

  /** A large cluster's snapshot is written first. */
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private final Desk desk;

  WhyRoutes(Desk desk) {
    this.desk = desk;
  }

  void on(Router router) {
    router
        .getWithRegex("/v1/explain/(?<cluster>[^/]+)/(?<kind>pod|node|group|plan)(?:/(?<name>.*))?")
        .handler(this::explain);
    router.get("/v1/snapshot/:cluster").handler(this::snapshot);
  }

  private void snapshot(RoutingContext context) {
    boolean redact = context.queryParam("redact").contains("true");
    boolean compress = context.queryParam("gzip").contains("true");
    answer(context, new DeskQuestion("snapshot", "", redact, compress, "", 0));
  }

  private void explain(RoutingContext context) {
    answer(context, DeskQuestion.of(param(context, "kind"), param(context, "name")));
  }

  private void answer(RoutingContext context, DeskQuestion question) {
    cluster(context)
        .ifPresent(
            cluster ->
                desk.word(cluster, question, DEADLINE)
                    .onSuccess(reply -> HttpDoor.reply(context, reply)));
  }

  static void error(RoutingContext context, int status, String line) {
    HttpDoor.json(context, status, Map.of("error", line));
  }

  private static String param(RoutingContext context, String name) {
    return Optional.ofNullable(context.pathParam(name)).orElse("");
  }

  /** The cluster of the path; where there is none of that name, that is the answer. */
  private Optional<ClusterDesk> cluster(RoutingContext context) {
    String name = param(context, "cluster");
    List<String> served = desk.clusters().stream().map(ClusterDesk::name).toList();
    Stream<ClusterDesk> meant =
        desk.clusters().stream()
            .filter(cluster -> THE_ONLY_ONE.equals(name) || cluster.name().equals(name));
    List<ClusterDesk> found = meant.toList();
    if (found.size() == 1) {
      return Optional.of(found.getFirst());
    }
    error(context, NOT_FOUND, found.isEmpty() ? unknown(name, served) : several(served));
    return Optional.empty();
  }

  private static String several(List<String> served) {
    return "More than one cluster is served: " + String.join(", ", served) + ". Say --cluster.";
  }

  private static String unknown(String name, List<String> served) {
    List<String> near = NearNames.of(name, served);
    List<String> told = near.isEmpty() ? served : near;
    return "There is no cluster '"
        + name
        + "'."
        + (told.isEmpty() ? "" : " Did you mean '" + String.join("' or '", told) + "'?");
  }
}
