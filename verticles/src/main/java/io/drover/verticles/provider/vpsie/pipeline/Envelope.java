package io.drover.verticles.provider.vpsie.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.drover.verticles.bus.Json;
import io.drover.verticles.http.Http.Outcome;
import java.util.Locale;
import java.util.Optional;

/**
 * What VPSie wraps its answers in: {@code {"error":…,"code":…,"message":…}}. {@code error} is a
 * boolean, or a text that names the error, and may be true though the status is 200.
 *
 * @param status of HTTP, or the code in the body where that tells of the error
 * @param own whether this is an error that VPSie itself tells of
 */
record Envelope(int status, boolean own, String message, String requestId, JsonNode body) {
  private static final int MOST_CHARS = 300;
  private static final int MOST_ID_CHARS = 64;

  /** Empty when the body is not JSON at all. */
  static Optional<Envelope> of(Outcome.Answered answered) {
    if (answered.body().isBlank()) {
      return Optional.of(
          new Envelope(answered.status(), false, "", id(answered), MissingNode.getInstance()));
    }
    try {
      return Optional.of(of(answered, Json.mapper().readTree(answered.body())));
    } catch (JsonProcessingException foreign) {
      return Optional.empty();
    }
  }

  private static Envelope of(Outcome.Answered answered, JsonNode body) {
    JsonNode error = body.path("error");
    boolean own = body.isObject() && tells(error);
    String message = body.path("message").asText("");
    if (message.isBlank() && own && error.isTextual()) {
      message = error.asText();
    }
    int code = body.path("code").asInt(0);
    boolean hidden = own && answered.status() / 100 == 2;
    int status = hidden ? (code >= 400 && code < 600 ? code : 400) : answered.status();
    return new Envelope(status, own, cut(message, MOST_CHARS), id(answered), body);
  }

  private static boolean tells(JsonNode error) {
    return switch (error.getNodeType()) {
      case BOOLEAN -> error.asBoolean();
      case NUMBER -> error.asInt() != 0;
      case STRING -> {
        String text = error.asText().strip().toLowerCase(Locale.ROOT);
        yield !text.isEmpty() && !text.equals("false") && !text.equals("0");
      }
      case OBJECT, ARRAY -> !error.isEmpty();
      case MISSING, NULL, BINARY, POJO -> false;
    };
  }

  boolean fine() {
    return status / 100 == 2 && !own;
  }

  /** Status and message: the same each time. */
  String briefly() {
    return status + (message.isEmpty() ? "" : " " + message);
  }

  /** Status, message and request id, for people. */
  String told() {
    String id = requestId.isEmpty() ? "" : " (request " + requestId + ")";
    return briefly() + id;
  }

  private static String id(Outcome.Answered answered) {
    return cut(requestId(answered), MOST_ID_CHARS);
  }

  /** As VPSie gave it, without what does not belong into a line of a log. */
  static String requestId(Outcome.Answered answered) {
    return answered.header("X-Request-ID").orElse("").replaceAll("[^A-Za-z0-9._:/-]", "");
  }

  private static String cut(String text, int most) {
    return text.length() > most ? text.substring(0, most) : text;
  }
}
