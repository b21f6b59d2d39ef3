package io.drover.recorded;

import java.util.HexFormat;

/**
 * How large the recorded cluster is.
 *
 * @param nodes that are ready
 * @param pods on them, evenly, DaemonSet pods included
 * @param pending pods besides, which fit on none of them
 * @param seed of all that is random
 */
record Recording(int nodes, int pods, int pending, long seed) {
  /** What a list tells as its version, before anything is written. */
  static final long VERSION = 1_000_000;

  /** A number that is the same for the same object, whatever was asked for before it. */
  long random(String kind, int index) {
    long x = seed * 0x9E3779B97F4A7C15L + kind.hashCode() * 0xBF58476D1CE4E5B9L + index;
    x = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
    x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
    return x ^ (x >>> 31);
  }

  String uid(String kind, int index) {
    String low = HexFormat.of().toHexDigits(random(kind, index));
    String high = HexFormat.of().toHexDigits(random(kind, ~index));
    return low.substring(0, 8)
        + '-'
        + low.substring(8, 12)
        + "-4"
        + low.substring(13)
        + "-a"
        + high.substring(1, 4)
        + '-'
        + high.substring(4);
  }
}
