package io.drover.doubles.cloud;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Under which claim a caller acts, as it says itself.
 *
 * @param epoch compared first
 * @param fence compared within an epoch
 * @param intent what the call is for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Mark(long epoch, long fence, @Nullable String intent) {
  /**
   * Of a request's headers; null where it carries none.
   *
   * @param token {@code EPOCH.FENCE}
   */
  static @Nullable Mark of(@Nullable String token, @Nullable String intent) {
    if (token == null) {
      return null;
    }
    int dot = token.indexOf('.');
    if (dot < 0) {
      throw new IllegalArgumentException("the header Drover-Token is not EPOCH.FENCE");
    }
    return new Mark(
        Long.parseLong(token.substring(0, dot)), Long.parseLong(token.substring(dot + 1)), intent);
  }

  boolean isBelow(Mark other) {
    return epoch < other.epoch || (epoch == other.epoch && fence < other.fence);
  }
}
