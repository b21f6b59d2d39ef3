package io.drover.verticles.bus;

import java.time.Instant;

/**
 * Whether utilisation of a cluster's nodes is known.
 *
 * @param source which tells it, by its name for people; empty while nothing is known
 * @param reason NONE while samples come
 * @param detail why nothing is known, or why a source that is asked first has nothing to say
 * @param samples nodes in the newest round
 * @param since when the reason last changed
 */
public record MetricsState(
    String clusterUid,
    boolean working,
    String source,
    Reason reason,
    String detail,
    int samples,
    Instant since) {
  /** Why nothing is known. */
  public enum Reason {
    NONE,
    /** No round has been finished yet. */
    NOT_ASKED_YET,
    /** The source does not answer, or says no. */
    METRICS_UNREACHABLE,
    /** It answers, but has no sample that is young enough. */
    METRICS_STALE
  }
}
