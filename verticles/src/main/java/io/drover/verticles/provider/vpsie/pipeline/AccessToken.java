package io.drover.verticles.provider.vpsie.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * What a login gives; its text does not show it.
 *
 * @param expires null when VPSie did not say it
 */
record AccessToken(String token, @Nullable Instant expires) {
  /**
   * Reads the reply of either shape, for VPSie's own clients do not agree on one.
   *
   * @throws IllegalArgumentException when there is no token in it
   */
  static AccessToken of(String endpoint, JsonNode reply) {
    JsonNode access = reply.path("token").path("access");
    if (access.isMissingNode()) {
      access = reply.path("accessToken");
    }
    String token = access.path("token").asText("");
    if (token.isBlank()) {
      throw new IllegalArgumentException(
          endpoint + ": neither token.access.token nor accessToken.token is in the answer");
    }
    return new AccessToken(token, instant(access.path("expires").asText("")));
  }

  private static @Nullable Instant instant(String text) {
    try {
      return text.isBlank() ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException unreadable) {
      return null;
    }
  }

  @Override
  public String toString() {
    return "a token until " + expires;
  }
}
