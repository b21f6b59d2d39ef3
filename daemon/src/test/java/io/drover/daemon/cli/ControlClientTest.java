package io.drover.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlClientTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  private ControlClient client(Path folder, Handler<HttpServerRequest> handler) {
    Path socket = folder.resolve("control.sock");
    vertx
        .createHttpServer()
        .requestHandler(handler)
        .listen(SocketAddress.domainSocketAddress(socket.toString()))
        .await();
    return new ControlClient(socket);
  }

  @Test
  void garbageIsCollectedWhileTheDaemonThinks(@TempDir Path folder) {
    ControlClient client =
        client(
            folder,
            request ->
                vertx.setPeriodic(
                    50,
                    new Handler<>() {
                      private int collected;

                      @Override
                      public void handle(Long timer) {
                        System.gc();
                        if (++collected == 10) {
                          vertx.cancelTimer(timer);
                          request.response().end("thought");
                        }
                      }
                    }));

    assertThat(client.ask(HttpMethod.GET, "/v1/status", LONG).body()).isEqualTo("thought");
  }

  @Test
  void whoIsNotThereIsLateOrHangsUpIsToldApart(@TempDir Path folder) {
    assertThatThrownBy(
            () -> new ControlClient(folder.resolve("none")).ask(HttpMethod.GET, "/", LONG))
        .isInstanceOf(ControlClient.NoDaemon.class)
        .hasMessageContaining("Is it running?");
    ControlClient client =
        client(
            folder,
            request -> {
              if ("/hang-up".equals(request.path())) {
                request.connection().close();
              }
            });
    assertThatThrownBy(() -> client.ask(HttpMethod.GET, "/late", Duration.ofSeconds(1)))
        .isInstanceOf(ControlClient.NoDaemon.class)
        .hasMessageContaining("has not answered within 1 s");
    assertThatThrownBy(() -> client.ask(HttpMethod.GET, "/hang-up", LONG))
        .isInstanceOf(ControlClient.NoDaemon.class)
        .hasMessageContaining("ended the call before it had answered");
  }
}
