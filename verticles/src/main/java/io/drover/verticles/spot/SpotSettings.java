package io.drover.verticles.spot;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The figures of the spot room.
 *
 * @param secret of the HMAC, read anew for every notice; empty = none is accepted
 * @param replayWindow how far a signature's time may be from now, either way
 * @param mostRemembered notices within the window; more are refused
 */
public record SpotSettings(
    Supplier<Optional<String>> secret, Duration replayWindow, int mostRemembered) {
  private static final int MOST_REMEMBERED = 10_000;

  public static SpotSettings of(Supplier<Optional<String>> secret, Duration replayWindow) {
    return new SpotSettings(secret, replayWindow, MOST_REMEMBERED);
  }
}
