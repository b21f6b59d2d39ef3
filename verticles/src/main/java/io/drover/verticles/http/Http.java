package io.drover.verticles.http;

import io.vertx.core.Future;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The only way to call a server over HTTP. The future itself never fails. */
@FunctionalInterface
public interface Http {
  Future<Outcome> send(Request request);

  /**
   * One call.
   *
   * @param body empty for none
   * @param deadline for the whole call, from the connection to the last byte of the answer
   */
  record Request(
      String method, URI uri, Map<String, String> headers, String body, Duration deadline) {
    public Request {
      headers = Map.copyOf(headers);
    }

    /** Headers and body may hold secrets. */
    @Override
    public String toString() {
      return method + " " + uri;
    }
  }

  /** What came of a call. */
  sealed interface Outcome {
    /** The whole answer. */
    record Answered(int status, Map<String, String> headers, String body) implements Outcome {
      public Answered {
        Map<String, String> lower = new TreeMap<>();
        headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        headers = Map.copyOf(lower);
      }

      /** The value of a header, in whatever case it was written. */
      public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
      }
    }

    /** There was no connection: the server has seen nothing of it. */
    record NotSent(String detail) implements Outcome {}

    /** It may have been carried out, but no whole answer came. */
    record Unanswered(String detail) implements Outcome {}
  }
}
