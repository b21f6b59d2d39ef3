package io.drover.daemon.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.drover.verticles.bus.Json;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The TCP door: health, readiness, metrics and signed notices; nothing is steered through it. */
public final class HttpDoor {
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int UNAVAILABLE = 503;

  private final Vertx vertx;
  private final Desk desk;
  private final Supplier<String> metrics;
  private final NoticeDoor notices;

  public HttpDoor(Vertx vertx, Desk desk, Supplier<String> metrics, NoticeDoor notices) {
    this.vertx = vertx;
    this.desk = desk;
    this.metrics = metrics;
    this.notices = notices;
  }

  /** Opens the door; fails when the address is taken. */
  public Future<HttpServer> open(String host, int port) {
    Router router = Router.router(vertx);
    router.get("/healthz").handler(context -> text(context, OK, "ok\n"));
    router.get("/readyz").handler(this::readyz);
    router.get("/readyz/:name").handler(this::readyzOf);
    router
        .get("/metrics")
        .handler(
            context -> {
              context.response().putHeader("content-type", "text/plain; version=0.0.4");
              context.response().end(metrics.get());
            });
    notices.on(router);
    return vertx.createHttpServer().requestHandler(router).listen(port, host);
  }

  private void readyz(RoutingContext context) {
    List<Readiness> all = desk.readiness();
    json(context, desk.ready() ? OK : UNAVAILABLE, Map.of("ready", desk.ready(), "parts", all));
  }

  private void readyzOf(RoutingContext context) {
    Optional<Readiness> found =
        Optional.ofNullable(context.pathParam("name")).flatMap(desk::readiness);
    if (found.isEmpty()) {
      json(context, NOT_FOUND, Map.of("error", "no cluster or provider of this name"));
    } else {
      json(context, found.get().ready() ? OK : UNAVAILABLE, found.get());
    }
  }

  private static void text(RoutingContext context, int status, String body) {
    context.response().setStatusCode(status).putHeader("content-type", "text/plain").end(body);
  }

  /** Tells who says it, as it may be another member. */
  static void reply(RoutingContext context, Reply reply) {
    context
        .response()
        .setStatusCode(reply.status())
        .putHeader("drover-member", reply.member())
        .end(reply.body());
  }

  static void json(RoutingContext context, int status, Object body) {
    try {
      String text = Json.mapper().writeValueAsString(body);
      context
          .response()
          .setStatusCode(status)
          .putHeader("content-type", "application/json")
          .end(text + "\n");
    } catch (JsonProcessingException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}
