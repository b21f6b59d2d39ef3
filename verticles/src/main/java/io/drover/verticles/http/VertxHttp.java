package io.drover.verticles.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** HTTP on the Vert.x client. Answers come on the caller's own context. */
public final class VertxHttp implements Http {
  private static final int MOST_BYTES = 16 << 20;

  private final Vertx vertx;
  private final HttpClient client;

  /**
   * A client with its own pool.
   *
   * @param connections most connections to one server; further calls wait within their deadline
   */
  public VertxHttp(Vertx vertx, int connections) {
    this(vertx, connections, Tls.FROM_1_2);
  }

  public VertxHttp(Vertx vertx, int connections, Tls tls) {
    this.vertx = vertx;
    HttpClientOptions options =
        new HttpClientOptions()
            .setVerifyHost(true)
            .setTrustAll(false)
            .setEnabledSecureTransportProtocols(tls.protocols());
    tls.trusted()
        .ifPresent(
            file -> options.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
    this.client = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(connections));
  }

  @Override
  public Future<Outcome> send(Request request) {
    return new Call(request).begin();
  }

  /** One call under way: the first of answer, failure and deadline decides. */
  private final class Call {
    private final Request request;
    private final Promise<Outcome> promise = Promise.promise();
    private final Buffer body = Buffer.buffer();
    private @Nullable HttpClientRequest open;

    Call(Request request) {
      this.request = request;
    }

    Future<Outcome> begin() {
      long millis = Math.max(1, request.deadline().toMillis());
      RequestOptions options =
          new RequestOptions()
              .setMethod(HttpMethod.valueOf(request.method()))
              .setConnectTimeout(millis)
              .setAbsoluteURI(request.uri().toString());
      request.headers().forEach(options::putHeader);
      long timer = vertx.setTimer(millis, late -> expired());
      promise.future().onComplete(over -> vertx.cancelTimer(timer));
      client
          .request(options)
          .onSuccess(this::connected)
          .onFailure(refused -> end(new Outcome.NotSent(text(refused))));
      return promise.future();
    }

    private void connected(HttpClientRequest connected) {
      if (promise.future().isComplete()) {
        connected.reset();
        return;
      }
      open = connected;
      Future<HttpClientResponse> answer =
          request.body().isEmpty() ? connected.send() : connected.send(request.body());
      answer.onSuccess(this::answering).onFailure(cut -> end(new Outcome.Unanswered(text(cut))));
    }

    private void answering(HttpClientResponse response) {
      response.exceptionHandler(cut -> end(new Outcome.Unanswered(text(cut))));
      response.handler(this::received);
      response.endHandler(
          last -> {
            Map<String, String> headers = new HashMap<>();
            response.headers().forEach(header -> headers.put(header.getKey(), header.getValue()));
            end(new Outcome.Answered(response.statusCode(), headers, body.toString()));
          });
    }

    private void received(Buffer chunk) {
      body.appendBuffer(chunk);
      if (body.length() > MOST_BYTES) {
        abandon("the answer is longer than " + MOST_BYTES + " bytes");
      }
    }

    private void expired() {
      abandon("no answer within " + request.deadline().toMillis() + " ms");
    }

    private void abandon(String why) {
      HttpClientRequest sent = open;
      end(sent == null ? new Outcome.NotSent(why) : new Outcome.Unanswered(why));
      if (sent != null) {
        sent.reset();
      }
    }

    private void end(Outcome outcome) {
      promise.tryComplete(outcome);
    }

    private static String text(Throwable failure) {
      String message = failure.getMessage();
      return message == null ? failure.getClass().getSimpleName() : message;
    }
  }
}
