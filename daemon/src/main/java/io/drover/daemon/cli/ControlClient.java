package io.drover.daemon.cli;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.lang.ref.Reference;
import java.net.SocketException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

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

  /**
   * What the daemon says.
   *
   * @param member whose word it is, empty where that does not matter
   */
  record Answer(int status, String body, String member) {}

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
                ? stored(vertx, response, file).map(new Answer(OK, "", member(response)))
                : body(vertx, response));
  }

  private static Future<Answer> body(Vertx vertx, HttpClientResponse response) {
    return response
        .body()
        .map(Buffer::toString)
        .map(body -> new Answer(response.statusCode(), body, member(response)));
  }

  private static String member(HttpClientResponse response) {
    return Objects.requireNonNullElse(response.getHeader("drover-member"), "");
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
    // Held until the answer is there: a client that nobody refers to closes its connections when
    // garbage is collected.
    HttpClient client = vertx.createHttpClient();
    try {
      RequestOptions request =
          new RequestOptions()
              .setServer(SocketAddress.domainSocketAddress(socket.toString()))
              .setHost("localhost")
              .setPort(80)
              .setMethod(method)
              .setURI(path);
      // What reads the answer is in place before the call is sent: this thread may be slower than
      // the daemon, and a body that nobody waits for is gone.
      Future<Answer> answer =
          client
              .request(request)
              .compose(sent -> sent.send().compose(response -> reading.apply(vertx, response)));
      return answer
          .toCompletionStage()
          .toCompletableFuture()
          .get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      throw new NoDaemon(line(failed.getCause()));
    } catch (TimeoutException late) {
      throw new NoDaemon(
          "the daemon on " + socket + " has not answered within " + deadline.toSeconds() + " s");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new NoDaemon("interrupted");
    } finally {
      Reference.reachabilityFence(client);
      vertx.close();
    }
  }

  private String line(@Nullable Throwable cause) {
    if (String.valueOf(cause).contains("Permission denied")) {
      return "permission denied on " + socket + ": be root, or of the socket's group";
    }
    return cause instanceof SocketException
        ? "no daemon answers on " + socket + ". Is it running? --socket names another"
        : "the daemon on " + socket + " ended the call before it had answered: " + cause;
  }
}
