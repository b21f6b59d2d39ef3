package io.drover.verticles.provider.resilience;

import io.drover.verticles.time.Backoff;
import java.time.Duration;

/**
 * The figures by which an account is treated with care.
 *
 * @param callsPerSecond of the whole account, all members together
 * @param burst calls that may go at once after a rest
 * @param mostWaiting calls that wait for their turn; more are refused as rate limited
 * @param opensAfter unreachable answers in a row after which nothing is sent
 * @param probes waits before a single call is tried while nothing else is sent
 * @param probeDeadline after which a probe without any answer counts as failed
 * @param readTries how often a read is sent, the first time included
 * @param readRetry waits between those
 */
public record ResilienceSettings(
    double callsPerSecond,
    int burst,
    int mostWaiting,
    int opensAfter,
    Backoff probes,
    Duration probeDeadline,
    int readTries,
    Backoff readRetry) {
  /** As good as no limit. */
  private static final int MOST = 1_000_000;

  public ResilienceSettings {
    if (!(callsPerSecond > 0) || burst < 1 || mostWaiting < 0 || opensAfter < 1 || readTries < 1) {
      throw new IllegalArgumentException("a figure of resilience is out of its range");
    }
  }

  /** With so many calls per second, and a second's worth of them at once. */
  public static ResilienceSettings of(int callsPerSecond) {
    return new ResilienceSettings(
        callsPerSecond,
        callsPerSecond,
        1_000,
        5,
        new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(1)),
        Duration.ofMinutes(1),
        3,
        new Backoff(Duration.ofMillis(200), Duration.ofSeconds(2)));
  }

  /**
   * For a provider that keeps the account's rate by itself, request by request, and repeats reads
   * itself: what is in front of it only tells how the account is, and spares a dead one.
   */
  public static ResilienceSettings ofPaced() {
    ResilienceSettings usual = of(MOST);
    return new ResilienceSettings(
        MOST,
        MOST,
        usual.mostWaiting(),
        usual.opensAfter(),
        usual.probes(),
        Duration.ofMinutes(2),
        1,
        usual.readRetry());
  }
}
