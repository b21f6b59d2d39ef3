package io.drover.doubles.cloud;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Answers what it was told to, 201 otherwise, and shows every request and its body in order. */
final class FakeApiServer implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
  private final Queue<Answer> answers = new ArrayDeque<>();
  private final HttpServer server =
      vertx
          .createHttpServer()
          .requestHandler(
              request ->
                  request
                      .body()
                      .onSuccess(
                          body -> {
                            seen.add(
                                request.method()
                                    + " "
                                    + request.uri()
                                    + " "
                                    + request.getHeader("Authorization"));
                            seen.add(body.toString());
                            Answer answer = nextAnswer();
                            request.response().setStatusCode(answer.status).end(answer.body);
                          }))
          .listen(0, "127.0.0.1")
          .await();

  private record Answer(int status, String body) {}

  int port() {
    return server.actualPort();
  }

  void answer(int status, String body) {
    synchronized (answers) {
      answers.add(new Answer(status, body));
    }
  }

  void note(String text) {
    seen.add(text);
  }

  String next() throws InterruptedException {
    return String.valueOf(seen.poll(10, TimeUnit.SECONDS));
  }

  /** Repeats at once what should wait, and notes that it does. */
  Timeline timeline() {
    return new Timeline() {
      @Override
      public Instant now() {
        return Instant.EPOCH;
      }

      @Override
      public void after(Duration delay, Runnable action) {
        note("again");
        action.run();
      }
    };
  }

  @Override
  public void close() {
    vertx.close().await();
  }

  private Answer nextAnswer() {
    synchronized (answers) {
      Answer answer = answers.poll();
      return answer == null ? new Answer(201, "{}") : answer;
    }
  }
}
