package io.drover.daemon.cli;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;

/** The daemon's control API over its Unix socket. */
final class ControlClient {
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private static final Duration FETCH_DEADLINE = Duration.ofMinutes(5);
  private static final int OK = 200;

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

  /** A text as it stands in a part of a path or in a query. */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  Answer ask(HttpMethod method, String path) {
    return ask(method, path, DEADLINE);
  }

  /** For what takes longer than a look. */
  Answer ask(HttpMethod method, String path, Duration deadline) {
    return call(method, path, deadline, ControlClient::body);
  }

  /** Has the answer to a GET written into the file, unless it is an error. */
  Answer fetch(String path, Path file) {
    return call(
        HttpMethod.GET,
        path,
        FETCH_DEADLINE,
        (vertx, response) ->
            response.statusCode() == OK
                ? stored(vertx, response, file).map(new Answer(OK, ""))
                : body(vertx, response));
  }

  private static Future<Answer> body(Vertx vertx, HttpClientResponse response) {
    return response
        .body()
        .map(Buffer::toString)
        .map(body -> new Answer(response.statusCode(), body));
  }

  private static Future<Void> stored(Vertx vertx, HttpClientResponse response, Path file) {
    response.pause();
    OpenOptions anew = new OpenOptions().setTruncateExisting(true);
    return vertx.fileSystem().open(file.toString(), anew).compose(response::pipeTo);
  }

  private Answer call(
      HttpMethod method,
      String path,
      Duration deadline,
      BiFunction<Vertx, HttpClientResponse, Future<Answer>> reading) {
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
              .compose(response -> reading.apply(vertx, response));
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
