package io.drover.rules.plan;

import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeStats;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a node stays.
 *
 * @param by what a rule says, null where none is behind it
 */
record Staying(Reason reason, String detail, @Nullable Concluded<Kept> by) {
  Staying(Reason reason, String detail) {
    this(reason, detail, null);
  }

  /** A rule keeps it. */
  static Staying kept(Concluded<Kept> by) {
    return new Staying(by.reason(), by.rule() + ": " + String.join(", ", by.facts()), by);
  }

  /**
   * No rule calls it unneeded.
   *
   * @param really the larger fraction of cpu and memory that is used, negative where it is unknown
   */
  static Staying needed(NodeStats stats, double really) {
    if (stats.protectedByOwner()) {
      return new Staying(Reason.PROTECTED_BY_ANNOTATION, NodeFact.DO_NOT_DISRUPT);
    }
    boolean high = Math.max(stats.requested(), really) > stats.threshold();
    return new Staying(
        high ? Reason.UTILIZATION_ABOVE_THRESHOLD : Reason.NOT_APPROVED_BY_POLICY,
        "requests take "
            + percent(stats.requested())
            + ", really used "
            + (really < 0 ? "unknown" : percent(really))
            + ", threshold "
            + percent(stats.threshold())
            + (high ? "" : "; no scale-down rule calls it unneeded"));
  }

  Justification why() {
    return by == null
        ? new Justification(List.of(), List.of(detail))
        : new Justification(List.of(by.rule()), by.facts());
  }

  /** To a tenth; a formatter would take most of the time of a plan in which nothing happens. */
  private static String percent(double fraction) {
    long tenths = Math.round(1000 * fraction);
    return tenths / 10 + "." + tenths % 10 + " %";
  }
}
