package io.drover.daemon.http;

import io.drover.rules.explain.DecisionRecord;
import io.drover.rules.explain.Explained;
import io.drover.rules.explain.Explainer;
import io.drover.rules.explain.NearNames;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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

  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int UNAVAILABLE = 503;

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
    cluster(context)
        .ifPresent(
            cluster ->
                desk.hearing()
                    .snapshot(cluster, redact, compress)
                    .onSuccess(file -> sent(context, file))
                    .onFailure(
                        failed ->
                            error(context, UNAVAILABLE, String.valueOf(failed.getMessage()))));
  }

  private static void sent(RoutingContext context, Path file) {
    context
        .response()
        .sendFile(file.toString())
        .onComplete(any -> context.vertx().fileSystem().delete(file.toString()));
  }

  private void explain(RoutingContext context) {
    String name = param(context, "name");
    Explainer.Kind kind = Explainer.Kind.valueOf(param(context, "kind").toUpperCase(Locale.ROOT));
    cluster(context)
        .ifPresent(cluster -> told(context, desk.hearing().explain(cluster, kind, name)));
  }

  private static void told(RoutingContext context, Future<Explained> explained) {
    explained
        .onSuccess(
            answer -> {
              switch (answer) {
                case DecisionRecord record -> HttpDoor.json(context, OK, record);
                case Explained.Unknown(String line) -> error(context, NOT_FOUND, line);
              }
            })
        .onFailure(failed -> error(context, UNAVAILABLE, String.valueOf(failed.getMessage())));
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
