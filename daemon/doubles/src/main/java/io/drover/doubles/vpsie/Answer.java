package io.drover.doubles.vpsie;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.doubles.cloud.Json;
import java.time.Duration;

/** What the API says to a request. */
public sealed interface Answer {
  /** The HTTP status. */
  int status();

  /** It was done: 200 and an envelope with {@code error: false}. */
  record Fine(ObjectNode body) implements Answer {
    @Override
    public int status() {
      return 200;
    }
  }

  /**
   * It was refused: an envelope with {@code error: true}.
   *
   * @param status may be 200 all the same
   * @param code what the envelope says
   * @param retryAfter zero when the API gives no advice
   */
  record Refused(int status, int code, String message, Duration retryAfter) implements Answer {
    Refused withoutAdvice() {
      return new Refused(status, code, message, Duration.ZERO);
    }
  }

  /** Not the API speaks but something before it, and not in JSON. */
  record Garbled(int status, String text) implements Answer {}

  static Answer refused(int status, String message) {
    return new Refused(status, status, message, Duration.ZERO);
  }

  /** An envelope that says nothing but that it was done. */
  static ObjectNode envelope() {
    return Json.MAPPER.createObjectNode().put("error", false);
  }

  static Answer fine() {
    return new Fine(envelope());
  }

  static Answer fine(Object data) {
    return new Fine(envelope().set("data", Json.MAPPER.valueToTree(data)));
  }
}
