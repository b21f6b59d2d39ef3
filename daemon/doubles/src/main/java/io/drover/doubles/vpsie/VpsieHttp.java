package io.drover.doubles.vpsie;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.doubles.cloud.Json;
import io.drover.doubles.cloud.Reply.Delivery;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The API's front door, on loopback only; the controls of the double are under {@code /_double}.
 */
public final class VpsieHttp {
  private final Vertx vertx;
  private final VpsieDouble api;
  private final ControlApi controls;
  private final HttpServer server;

  public VpsieHttp(Vertx vertx, VpsieDouble api) {
    this(vertx, api, new HttpServerOptions());
  }

  /** With TLS, if the options say so. */
  public VpsieHttp(Vertx vertx, VpsieDouble api, HttpServerOptions options) {
    this.vertx = vertx;
    this.api = api;
    this.controls = new ControlApi(api);
    this.server = vertx.createHttpServer(options).requestHandler(this::receive);
  }

  /** Listens on 127.0.0.1; port 0 takes any free one. The result is the port. */
  public Future<Integer> listen(int port) {
    return server.listen(port, "127.0.0.1").map(HttpServer::actualPort);
  }

  public Future<Void> close() {
    return server.close().mapEmpty();
  }

  private void receive(HttpServerRequest request) {
    request.body().onSuccess(body -> answer(request, read(request, body)));
  }

  private static Request read(HttpServerRequest request, Buffer body) {
    Map<String, String> headers = new HashMap<>();
    request.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    return new Request(
        request.method().name(),
        String.valueOf(request.path()),
        first(request.params()),
        headers,
        body.toString());
  }

  private static Map<String, String> first(MultiMap values) {
    Map<String, String> found = new HashMap<>();
    values.forEach(found::putIfAbsent);
    return found;
  }

  private void answer(HttpServerRequest request, Request read) {
    if (read.path().startsWith(ControlApi.BASE)) {
      ControlApi.Told told = controls.answer(read);
      request
          .response()
          .setStatusCode(told.status())
          .putHeader("Content-Type", "application/json")
          .end(Json.text(told.body()));
      return;
    }
    Reply reply = api.handle(read);
    switch (reply.delivery()) {
      case Delivery.AtOnce now -> write(request, reply);
      case Delivery.Late late ->
          vertx.setTimer(Math.max(1, late.by().toMillis()), timer -> write(request, reply));
      case Delivery.Cut cut -> request.connection().close();
      case Delivery.Never never -> {}
    }
  }

  private static void write(HttpServerRequest request, Reply reply) {
    HttpServerResponse response = request.response();
    if (response.closed()) return;
    response.setStatusCode(reply.answer().status()).putHeader("X-Request-ID", reply.requestId());
    switch (reply.answer()) {
      case Answer.Fine fine -> json(response, fine.body());
      case Answer.Refused refused -> {
        advise(response, refused.retryAfter());
        ObjectNode body = Json.MAPPER.createObjectNode().put("error", true);
        json(response, body.put("code", refused.code()).put("message", refused.message()));
      }
      case Answer.Garbled garbled ->
          response.putHeader("Content-Type", "text/html").end(garbled.text());
    }
  }

  private static void advise(HttpServerResponse response, Duration retryAfter) {
    long seconds = (retryAfter.toMillis() + 999) / 1000;
    if (seconds > 0) response.putHeader("Retry-After", Long.toString(seconds));
  }

  private static void json(HttpServerResponse response, ObjectNode body) {
    response.putHeader("Content-Type", "application/json").end(Json.text(body));
  }
}
