package io.drover.daemon.http;

import io.drover.verticles.bus.PolicyOrder;
import io.drover.verticles.bus.PolicyReport;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** The control API on a Unix socket: whoever may open the file may steer. */
public final class ControlDoor {
  private static final int OK = 200;
  private static final int UNPROCESSABLE = 422;
  private static final int UNAVAILABLE = 503;

  private final Vertx vertx;
  private final Desk desk;
  private final Supplier<Future<String>> reload;
  private final Function<PolicyOrder, Future<PolicyReport>> policies;
  private final Locks locks;

  /**
   * A door that is not open yet.
   *
   * @param reload takes the configuration file anew; fails with what is wrong with it
   * @param policies has an order about the policies carried out
   */
  public ControlDoor(
      Vertx vertx,
      Desk desk,
      Supplier<Future<String>> reload,
      Function<PolicyOrder, Future<PolicyReport>> policies,
      Locks locks) {
    this.vertx = vertx;
    this.desk = desk;
    this.reload = reload;
    this.policies = policies;
    this.locks = locks;
  }

  /** Opens the door; a socket file that a former process left is removed first. */
  public Future<HttpServer> open(Path socket) {
    Router router = Router.router(vertx);
    router
        .get("/v1/status")
        .handler(
            context -> Status.of(desk).onSuccess(status -> HttpDoor.json(context, OK, status)));
    new LockRoutes(desk, locks).on(router);
    new WhyRoutes(desk).on(router);
    router
        .post("/v1/reload")
        .handler(
            context ->
                reload
                    .get()
                    .onSuccess(text -> HttpDoor.json(context, OK, Map.of("reloaded", text)))
                    .onFailure(
                        refused ->
                            HttpDoor.json(
                                context,
                                UNPROCESSABLE,
                                Map.of("error", String.valueOf(refused.getMessage())))));
    rules(router);
    try {
      Path folder = socket.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.deleteIfExists(socket);
    } catch (IOException denied) {
      return Future.failedFuture(denied);
    }
    return vertx
        .createHttpServer()
        .requestHandler(router)
        .listen(SocketAddress.domainSocketAddress(socket.toString()))
        .onSuccess(open -> restrict(socket));
  }

  private void rules(Router router) {
    router
        .post("/v1/rules/apply")
        .handler(
            context ->
                order(
                    context,
                    new PolicyOrder.Apply(
                        who(context), "true".equals(context.queryParams().get("confirm")))));
    router
        .post("/v1/rules/compare")
        .handler(
            context ->
                answer(
                    context,
                    policies
                        .apply(new PolicyOrder.Compare(who(context)))
                        .map(report -> report.ownedElsewhere(desk.ownedElsewhere()))));
    router
        .post("/v1/rules/rollback/:version")
        .handler(
            context ->
                order(
                    context,
                    new PolicyOrder.Rollback(
                        who(context), String.valueOf(context.pathParam("version")))));
    router
        .get("/v1/rules/history")
        .handler(context -> order(context, new PolicyOrder.History(who(context))));
  }

  private static String who(RoutingContext context) {
    return String.valueOf(context.queryParams().get("who"));
  }

  private void order(RoutingContext context, PolicyOrder order) {
    answer(context, policies.apply(order));
  }

  private static void answer(RoutingContext context, Future<PolicyReport> told) {
    told.onSuccess(
            report ->
                HttpDoor.json(context, report.refusal().isEmpty() ? OK : UNPROCESSABLE, report))
        .onFailure(
            late ->
                HttpDoor.json(
                    context, UNAVAILABLE, Map.of("error", String.valueOf(late.getMessage()))));
  }

  private static void restrict(Path socket) {
    try {
      Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw----"));
    } catch (IOException denied) {
      throw new UncheckedIOException(denied);
    }
  }
}
