package io.drover.verticles.provider.vpsie.pipeline;

import io.drover.verticles.time.Backoff;
import java.time.Duration;

/** The figures of the pipeline; {@link #DEFAULTS} are those of the VPSie autoscaler's document. */
public record PipelineSettings(Rate rate, Circuit circuit, Repeats repeats) {
  public static final PipelineSettings DEFAULTS =
      new PipelineSettings(Rate.DEFAULTS, Circuit.DEFAULTS, Repeats.DEFAULTS);

  /**
   * The account's limit: never more than {@code most} calls within any {@code window}, and for an
   * even flow a bucket of {@code burst} that {@code perMinute} refills.
   *
   * @param slack by how much calls may be held up on their way: the window is kept longer by it, so
   *     that VPSie too never counts more
   * @param patience how long a call waits for its turn
   * @param mostWaiting calls of one cluster that wait
   */
  public record Rate(
      int most,
      Duration window,
      Duration slack,
      int burst,
      int perMinute,
      Duration patience,
      int mostWaiting) {
    public static final Rate DEFAULTS =
        new Rate(
            100, Duration.ofMinutes(1), Duration.ofSeconds(5), 20, 80, Duration.ofSeconds(30), 500);

    public Rate {
      if (most < 1 || burst < 1 || perMinute < 1 || mostWaiting < 0) {
        throw new IllegalArgumentException("a figure of the rate limit is out of its range");
      }
    }
  }

  /**
   * When nothing is sent any more.
   *
   * @param errorPercent of the calls of the last {@code window}, once there are {@code fewestCalls}
   * @param open how long nothing is sent then
   * @param probes calls that then decide whether it goes on
   */
  public record Circuit(
      int errorPercent, Duration window, int fewestCalls, Duration open, int probes) {
    public static final Circuit DEFAULTS =
        new Circuit(50, Duration.ofMinutes(1), 10, Duration.ofSeconds(30), 3);
  }

  /**
   * What is done after a failure that may pass.
   *
   * @param most repeats after the first try
   * @param longestWait for which a {@code Retry-After} is waited out; a longer one is an answer
   */
  public record Repeats(int most, Backoff waits, Duration longestWait) {
    public static final Repeats DEFAULTS =
        new Repeats(
            3, new Backoff(Duration.ofMillis(100), Duration.ofMillis(400)), Duration.ofSeconds(10));
  }
}
