package io.drover.verticles.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.verticles.http.Http.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VertxHttpTest {
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  @Test
  void sendsABodyWithADeleteToo() throws Exception {
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(
                request ->
                    request
                        .body()
                        .onSuccess(body -> request.response().end(request.method() + " " + body)));
    int port = await(server.listen(0, "127.0.0.1")).actualPort();

    Outcome outcome =
        await(
            new VertxHttp(vertx, 1)
                .send(
                    new Http.Request(
                        "DELETE",
                        URI.create("http://127.0.0.1:" + port + "/vm"),
                        Map.of("Content-Type", "application/json"),
                        "{\"vmIdentifier\":\"x\"}",
                        Duration.ofSeconds(20))));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Answered.class,
            it -> assertThat(it.body()).isEqualTo("DELETE {\"vmIdentifier\":\"x\"}"));
  }

  @Test
  void aRequestDoesNotShowWhatItCarries() {
    Http.Request request =
        new Http.Request(
            "POST",
            URI.create("https://vpsie/login"),
            Map.of("Authorization", "t0ken"),
            "s3cret",
            Duration.ofSeconds(1));

    assertThat(request.toString()).isEqualTo("POST https://vpsie/login");
  }
}
