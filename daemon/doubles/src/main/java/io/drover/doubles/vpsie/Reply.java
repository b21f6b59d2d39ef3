package io.drover.doubles.vpsie;

import io.drover.doubles.cloud.Reply.Delivery;
import java.time.Duration;

/**
 * An answer and how it travels.
 *
 * @param requestId what {@code X-Request-ID} says
 */
public record Reply(Answer answer, Delivery delivery, String requestId) {
  static Delivery after(Duration latency) {
    return latency.isZero() ? new Delivery.AtOnce() : new Delivery.Late(latency);
  }
}
