package io.drover.ground;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Plain GET requests, for asking processes of the ground how they are. */
public final class HttpProbe {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();

  private HttpProbe() {}

  public static HttpResponse<String> get(String url) throws IOException {
    try {
      return CLIENT.send(
          HttpRequest.newBuilder(URI.create(url)).timeout(TIMEOUT).build(),
          BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted in GET " + url, e);
    }
  }

  /** Waits for 200; fails at once, with the log, when the process behind it has ended. */
  static void awaitOk(Duration deadline, String url, OwnedProcess process) {
    Await.until(
        deadline,
        "200 from " + url + " of " + process,
        () -> !process.isAlive() || get(url).statusCode() == 200);
    if (!process.isAlive()) {
      throw new AssertionError(
          "%s ended with %s before it answered; its log:%n%s"
              .formatted(process, process.exitCode(), process.log()));
    }
  }
}
