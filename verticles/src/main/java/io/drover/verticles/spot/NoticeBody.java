package io.drover.verticles.spot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.drover.rules.facts.InterruptionFact;
import io.drover.verticles.bus.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads a notice: {@code {"providerId", "kind", "deadline"}}, the deadline in RFC 3339 or absent.
 */
final class NoticeBody {
  private static final int MOST_CHARS = 16 * 1024;

  private NoticeBody() {}

  /**
   * The interruption that the body announces.
   *
   * @throws IllegalArgumentException with a text for the sender when it announces none
   */
  static InterruptionFact read(String body, Instant receivedAt) {
    if (body.length() > MOST_CHARS) {
      throw new IllegalArgumentException("the body is longer than " + MOST_CHARS + " characters");
    }
    JsonNode json = parse(body);
    String providerId = text(json, "providerId");
    if (providerId == null) {
      throw new IllegalArgumentException("providerId is missing");
    }
    return new InterruptionFact(providerId, kind(json), deadline(json), receivedAt);
  }

  private static JsonNode parse(String body) {
    try {
      JsonNode json = Json.mapper().readTree(body);
      if (json.isObject()) {
        return json;
      }
    } catch (JsonProcessingException unreadable) {
      throw new IllegalArgumentException("the body is not JSON", unreadable);
    }
    throw new IllegalArgumentException("the body is not a JSON object");
  }

  private static InterruptionFact.Kind kind(JsonNode json) {
    String kind = text(json, "kind");
    return Arrays.stream(InterruptionFact.Kind.values())
        .filter(known -> known.name().equals(kind))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "kind is none of " + Arrays.toString(InterruptionFact.Kind.values())));
  }

  private static @Nullable Instant deadline(JsonNode json) {
    String deadline = text(json, "deadline");
    try {
      return deadline == null ? null : OffsetDateTime.parse(deadline).toInstant();
    } catch (DateTimeException unreadable) {
      throw new IllegalArgumentException("deadline is not a time in RFC 3339", unreadable);
    }
  }

  private static @Nullable String text(JsonNode json, String field) {
    JsonNode value = json.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual() || value.asText().isBlank()) {
      throw new IllegalArgumentException(field + " is not a text");
    }
    return value.asText();
  }
}
