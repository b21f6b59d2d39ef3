package io.drover.ground;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.drover.ground.KillPoint.Stage;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.streams.Pipe;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The way of one request through a {@link RecordingProxy}, and of its answer back. */
final class Forwarding {
  /** Headers that speak of one connection only (RFC 9110, section 7.6.1). */
  private static final List<String> HOP_BY_HOP =
      List.of("connection", "keep-alive", "upgrade", "http2-settings", "te", "transfer-encoding");

  private final Vertx vertx;
  private final HttpClient client;
  private final RecordingProxy proxy;

  Forwarding(Vertx vertx, HttpClient client, RecordingProxy proxy) {
    this.vertx = vertx;
    this.client = client;
    this.proxy = proxy;
  }

  /** One request on its way: what came in, and where its record is. */
  private record Passage(HttpServerRequest incoming, RecordedRequest record, long id) {}

  /** The caller's connection was dropped on purpose. */
  private static final class Dropped extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  void handle(HttpServerRequest incoming) {
    boolean webSocket = incoming.headers().contains(HttpHeaders.UPGRADE, "websocket", true);
    Future<Buffer> body = webSocket ? Future.succeededFuture(Buffer.buffer()) : incoming.body();
    if (webSocket) {
      incoming.pause();
    }
    body.compose(
            content -> {
              Passage passage = arrived(incoming, content);
              int refusal = proxy.refusal(passage.record());
              if (refusal != 0) {
                return incoming.response().setStatusCode(refusal).end("refused by the test");
              }
              return delayed(passage)
                  .compose(waited -> kill(Stage.BEFORE_FORWARDING, passage))
                  .compose(alive -> webSocket ? tunnel(passage) : forward(passage, content));
            })
        .onFailure(broken -> drop(incoming));
  }

  private Passage arrived(HttpServerRequest incoming, Buffer body) {
    RecordedRequest record =
        new RecordedRequest(
            incoming.method().name(),
            incoming.uri(),
            incoming.headers().contains(HttpHeaders.UPGRADE, "websocket", true),
            body.toString(UTF_8),
            Instant.now(),
            OptionalInt.empty());
    return new Passage(incoming, record, proxy.log().arrived(record));
  }

  private Future<Void> delayed(Passage passage) {
    Duration delay = proxy.delayOf(passage.record());
    if (delay.isZero()) {
      return Future.succeededFuture();
    }
    return vertx.timer(delay.toMillis()).mapEmpty();
  }

  /** Fails when a kill point was hit, once its action has run. */
  private Future<Void> kill(Stage stage, Passage passage) {
    Optional<KillPoint> point = proxy.killPoint(stage, passage.record());
    if (point.isEmpty()) {
      return Future.succeededFuture();
    }
    return vertx
        .<Void>executeBlocking(
            () -> {
              point.get().fire(passage.record());
              return null;
            })
        .compose(fired -> Future.failedFuture(new Dropped()));
  }

  private Future<Void> forward(Passage passage, Buffer body) {
    HttpServerResponse response = passage.incoming().response();
    return client
        .request(options(passage))
        .compose(
            outgoing -> {
              copy(passage.incoming().headers(), outgoing.headers(), false);
              response.closeHandler(gone -> outgoing.reset());
              return outgoing.send(body);
            })
        .compose(
            answer -> {
              answer.pause();
              proxy.log().answered(passage.id(), answer.statusCode());
              Passage answered =
                  new Passage(
                      passage.incoming(),
                      passage.record().answered(answer.statusCode()),
                      passage.id());
              return kill(Stage.AFTER_FORWARDING_BEFORE_ANSWER, answered)
                  .compose(alive -> answer(response, answer));
            });
  }

  private static Future<Void> answer(HttpServerResponse response, HttpClientResponse answer) {
    response.setStatusCode(answer.statusCode()).setStatusMessage(answer.statusMessage());
    copy(answer.headers(), response.headers(), false);
    if (!answer.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
      response.setChunked(true);
    }
    return answer.pipeTo(response);
  }

  private Future<Void> tunnel(Passage passage) {
    HttpServerRequest incoming = passage.incoming();
    return client
        .request(options(passage))
        .compose(
            outgoing -> {
              copy(incoming.headers(), outgoing.headers(), true);
              return outgoing.connect();
            })
        .compose(
            answer -> {
              proxy.log().answered(passage.id(), answer.statusCode());
              if (answer.statusCode() != 101) {
                return answer(incoming.response(), answer);
              }
              // Paused from here on, so that nothing is lost before the other side is ready.
              NetSocket far = answer.netSocket();
              Pipe<Buffer> toCaller = far.pipe();
              incoming.response().setStatusCode(101);
              copy(answer.headers(), incoming.response().headers(), true);
              return incoming
                  .toNetSocket()
                  .compose(near -> join(new Tunnel(passage.record(), near, far), toCaller));
            });
  }

  /** Carries bytes both ways until one side ends; then ends the other. */
  private Future<Void> join(Tunnel tunnel, Pipe<Buffer> toCaller) {
    Promise<Void> ended = Promise.promise();
    NetSocket near = tunnel.near();
    NetSocket far = tunnel.far();
    near.pipeTo(far).onComplete(end -> far.close().onComplete(closed -> ended.tryComplete()));
    toCaller.to(near).onComplete(end -> near.close().onComplete(closed -> ended.tryComplete()));
    proxy.opened(tunnel);
    return ended.future().onComplete(end -> proxy.ended(tunnel));
  }

  private static RequestOptions options(Passage passage) {
    return new RequestOptions()
        .setMethod(passage.incoming().method())
        .setURI(passage.incoming().uri());
  }

  /**
   * Copies what belongs to the message, and with an upgrade also what belongs to the connection.
   */
  private static void copy(MultiMap from, MultiMap to, boolean upgrade) {
    from.forEach(
        (name, value) -> {
          boolean ofThisHop = HOP_BY_HOP.stream().anyMatch(name::equalsIgnoreCase);
          if ((upgrade || !ofThisHop) && !name.equalsIgnoreCase("host")) {
            to.add(name, value);
          }
        });
  }

  private static void drop(HttpServerRequest incoming) {
    incoming.connection().close().onComplete(closed -> {});
  }
}
