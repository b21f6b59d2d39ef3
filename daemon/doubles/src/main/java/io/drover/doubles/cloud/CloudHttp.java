package io.drover.doubles.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.drover.doubles.cloud.Reply.Answer;
import io.drover.doubles.cloud.Reply.Code;
import io.drover.doubles.cloud.Reply.Delivery;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The cloud's front door: {@code /v1} in JSON, on loopback only. */
public final class CloudHttp {
  private static final String TAG = "tag.";
  private final Vertx vertx;
  private final SimulatedCloud cloud;
  private final Optional<String> token;
  private final HttpServer server;

  private record InterruptRequest(@Nullable String kind, long noticeSeconds) {}

  private record Problem(
      @JsonProperty("code") Code code, @JsonProperty("message") String message) {}

  /**
   * @param token the bearer token that every request must carry; empty = none
   */
  public CloudHttp(Vertx vertx, SimulatedCloud cloud, Optional<String> token) {
    this.vertx = vertx;
    this.cloud = cloud;
    this.token = token;
    this.server = vertx.createHttpServer().requestHandler(this::receive);
  }

  /** Listens on 127.0.0.1; port 0 takes any free one. The result is the port. */
  public Future<Integer> listen(int port) {
    return server.listen(port, "127.0.0.1").map(HttpServer::actualPort);
  }

  public Future<Void> close() {
    return server.close().mapEmpty();
  }

  private void receive(HttpServerRequest request) {
    if (!authentic(request)) {
      answer(request, Reply.refused(401, Code.UNAUTHENTICATED, "a valid bearer token is required"));
      return;
    }
    request.body().onSuccess(body -> send(request, reply(request, body)));
  }

  private boolean authentic(HttpServerRequest request) {
    String given = request.getHeader("Authorization");
    return token.isEmpty()
        || (given != null
            && MessageDigest.isEqual(
                given.getBytes(UTF_8), ("Bearer " + token.get()).getBytes(UTF_8)));
  }

  private Reply reply(HttpServerRequest request, Buffer body) {
    try {
      return route(request, body);
    } catch (JsonProcessingException e) {
      return invalid(e.getOriginalMessage());
    } catch (UncheckedIOException e) {
      return Reply.atOnce(Reply.refused(500, Code.INTERNAL, "the cloud's memory failed"));
    } catch (IOException | IllegalArgumentException | NullPointerException e) {
      return invalid(String.valueOf(e.getMessage()));
    }
  }

  private Reply route(HttpServerRequest request, Buffer body) throws IOException {
    String[] path = String.valueOf(request.path()).split("/", -1);
    if (path.length < 3 || !path[1].equals("v1")) return nowhere(request);
    String method = request.method().name();
    return switch (path[2]) {
      case "offerings" ->
          path.length == 3 && method.equals("GET") ? cloud.offerings() : nowhere(request);
      case "instances" -> instances(request, method, path, body);
      case "faults" -> path.length == 3 ? faults(request, method, body) : nowhere(request);
      case "webhook" -> path.length == 3 ? webhook(request, method, body) : nowhere(request);
      case "log" -> path.length == 3 && method.equals("GET") ? ok(cloud.log()) : nowhere(request);
      default -> nowhere(request);
    };
  }

  private Reply instances(HttpServerRequest request, String method, String[] path, Buffer body)
      throws IOException {
    return switch (method + " " + (path.length - 3)) {
      case "POST 0" -> create(request, body);
      case "GET 0" -> list(request);
      case "GET 1" -> cloud.get(path[3]);
      case "DELETE 1" -> cloud.delete(path[3], mark(request));
      case "POST 2" -> path[4].equals("interrupt") ? interrupt(path[3], body) : nowhere(request);
      default -> nowhere(request);
    };
  }

  private Reply create(HttpServerRequest request, Buffer body) throws IOException {
    String key = request.getHeader("Idempotency-Key");
    if (key == null || key.isBlank()) return invalid("the header Idempotency-Key is missing");
    return cloud.create(key, read(body, CreateRequest.class), mark(request));
  }

  private static @Nullable Mark mark(HttpServerRequest request) {
    return Mark.of(request.getHeader("Drover-Token"), request.getHeader("Drover-Intent"));
  }

  private Reply list(HttpServerRequest request) {
    Map<String, String> tags = new HashMap<>();
    request
        .params()
        .forEach(
            (name, value) -> {
              if (name.startsWith(TAG)) tags.put(name.substring(TAG.length()), value);
            });
    String limit = request.getParam("limit");
    return cloud.list(
        tags, limit == null ? 0 : Integer.parseInt(limit), request.getParam("continue"));
  }

  private Reply interrupt(String id, Buffer body) throws IOException {
    InterruptRequest interrupt = read(body, InterruptRequest.class);
    if (interrupt.noticeSeconds() < 0) return invalid("noticeSeconds is negative");
    String kind = interrupt.kind() == null ? "INTERRUPTION" : interrupt.kind();
    return Reply.atOnce(cloud.interrupt(id, kind, Duration.ofSeconds(interrupt.noticeSeconds())));
  }

  private Reply faults(HttpServerRequest request, String method, Buffer body) throws IOException {
    switch (method) {
      case "GET" -> {}
      case "PUT" -> cloud.script(List.of(read(body, Fault[].class)));
      case "DELETE" -> cloud.script(List.of());
      default -> {
        return nowhere(request);
      }
    }
    return ok(cloud.faults());
  }

  private Reply webhook(HttpServerRequest request, String method, Buffer body) throws IOException {
    switch (method) {
      case "PUT" -> cloud.webhook(read(body, Settings.Webhook.class));
      case "DELETE" -> cloud.webhook(null);
      default -> {
        return nowhere(request);
      }
    }
    return ok(Map.of());
  }

  private void send(HttpServerRequest request, Reply reply) {
    switch (reply.delivery()) {
      case Delivery.AtOnce now -> answer(request, reply.answer());
      case Delivery.Late late ->
          vertx.setTimer(Math.max(1, late.by().toMillis()), t -> answer(request, reply.answer()));
      case Delivery.Cut cut -> request.connection().close();
      case Delivery.Never never -> {}
    }
  }

  private static void answer(HttpServerRequest request, Answer answer) {
    if (request.response().closed()) return;
    request.response().setStatusCode(answer.status()).putHeader("Content-Type", "application/json");
    Object body =
        switch (answer) {
          case Answer.Done done -> done.body();
          case Answer.Refused refused -> {
            long seconds = (refused.retryAfter().toMillis() + 999) / 1000;
            if (seconds > 0) request.response().putHeader("Retry-After", Long.toString(seconds));
            yield new Problem(refused.code(), refused.message());
          }
        };
    request.response().end(Json.text(body));
  }

  private static <T> T read(Buffer body, Class<T> type) throws IOException {
    T value = Json.MAPPER.readValue(body.getBytes(), type);
    if (value == null) throw new IllegalArgumentException("the body is null");
    return value;
  }

  private static Reply ok(Object body) {
    return Reply.atOnce(new Answer.Done(200, body));
  }

  private static Reply invalid(String message) {
    return Reply.atOnce(Reply.refused(400, Code.INVALID, message));
  }

  private static Reply nowhere(HttpServerRequest request) {
    return Reply.atOnce(
        Reply.refused(404, Code.NOT_FOUND, "no " + request.method() + " " + request.path()));
  }
}
