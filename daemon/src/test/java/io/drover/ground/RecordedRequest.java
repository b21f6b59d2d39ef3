package io.drover.ground;

import java.time.Instant;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * A request that passed a {@link RecordingProxy}.
 *
 * @param method in capitals
 * @param uri path and query as sent
 * @param webSocket whether it asks for one
 * @param body as UTF-8 text; empty for a WebSocket
 * @param at when it arrived
 * @param status of the answer; empty when there was none, or none yet
 */
public record RecordedRequest(
    String method, String uri, boolean webSocket, String body, Instant at, OptionalInt status) {

  public String path() {
    int query = uri.indexOf('?');
    return query < 0 ? uri : uri.substring(0, query);
  }

  /** True for what is meant to change something at the far end. */
  public boolean changesSomething() {
    return switch (method.toUpperCase(Locale.ROOT)) {
      case "GET", "HEAD", "OPTIONS" -> false;
      default -> true;
    };
  }

  RecordedRequest answered(int with) {
    return new RecordedRequest(method, uri, webSocket, body, at, OptionalInt.of(with));
  }
}
