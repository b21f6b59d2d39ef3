package io.drover.doubles.vpsie;

import java.time.Duration;

/**
 * Bad weather, drawn from a seed for each request.
 *
 * @param errors the share of requests that get a 5xx
 * @param carriedOut the share of those that are carried out all the same
 * @param limited the share of requests that get a 429 for no reason
 * @param lost the share of requests that are carried out but whose connection is cut
 * @param latencyLeast how late every answer is at least
 * @param latencyMost how late an answer is at most
 */
public record Storm(
    long seed,
    double errors,
    double carriedOut,
    double limited,
    double lost,
    Duration latencyLeast,
    Duration latencyMost) {
  public Storm {
    if (errors + limited + lost > 1) throw new IllegalArgumentException("more than every request");
    if (latencyMost.compareTo(latencyLeast) < 0) latencyMost = latencyLeast;
  }

  /** No storm at all. */
  public static Storm none() {
    return new Storm(1, 0, 0, 0, 0, Duration.ZERO, Duration.ZERO);
  }

  /** 30 % of 5xx, a quarter of them carried out, 5 % of 429, 3 % lost, up to 2 s late. */
  public static Storm heavy(long seed) {
    return new Storm(seed, 0.3, 0.25, 0.05, 0.03, Duration.ZERO, Duration.ofSeconds(2));
  }

  public Storm late(Duration least, Duration most) {
    return new Storm(seed, errors, carriedOut, limited, lost, least, most);
  }
}
