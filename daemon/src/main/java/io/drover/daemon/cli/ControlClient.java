package io.drover.daemon.cli;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The daemon's control API over its Unix socket. */
final class ControlClient {
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private final Path socket;

  ControlClient(Path socket) {
    this.socket = socket;
  }

  /** No daemon answers. */
  static final class NoDaemon extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoDaemon(String line) {
      super(line, null, false, false);
    }
  }

  /** What the daemon says. */
  record Answer(int status, String body) {}

  Answer ask(HttpMethod method, String path) {
    return ask(method, path, DEADLINE);
  }

  /** For what takes longer than a look. */
  Answer ask(HttpMethod method, String path, Duration deadline) {
    Vertx vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false)));
    try {
      RequestOptions request =
          new RequestOptions()
              .setServer(SocketAddress.domainSocketAddress(socket.toString()))
              .setHost("localhost")
              .setPort(80)
              .setMethod(method)
              .setURI(path);
      Future<Answer> answer =
          vertx
              .createHttpClient()
              .request(request)
              .compose(sent -> sent.send())
              .compose(
                  response ->
                      response
                          .body()
                          .map(Buffer::toString)
                          .map(body -> new Answer(response.statusCode(), body)));
      return answer
          .toCompletionStage()
          .toCompletableFuture()
          .get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException failure) {
      throw new NoDaemon(
          "no daemon answers on " + socket + ". Is it running? --socket names another");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new NoDaemon("interrupted");
    } finally {
      vertx.close();
    }
  }
}
