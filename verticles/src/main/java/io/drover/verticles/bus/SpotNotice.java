package io.drover.verticles.bus;

import java.time.Instant;

/**
 * A notice as it came through the door, before anybody has looked at it.
 *
 * @param signature the header {@code X-Drover-Signature}, empty where there was none
 * @param body as it was sent, in UTF-8
 */
public record SpotNotice(String signature, String body, Instant receivedAt) {
  /** Hands a notice to the spot room of this member. */
  public static final Query<SpotNotice, SpotAnswer> TAKE =
      new Query<>("drover.v1.spot.notice", SpotNotice.class, SpotAnswer.class, Reach.LOCAL);
}
