package io.drover.rules.facts;

import java.time.Duration;

/**
 * What a node group asks of a node before it goes, as the scale-down rules see it now. Each group
 * has one, which its nodes share.
 *
 * @param minNodeAge a younger node stays; zero where any may go
 * @param maxUsage fraction 0..1 of cpu and memory above which a node is busy
 * @param minSaving US dollars an hour that a node with pods must save
 * @param hysteresis what requests may reach above the threshold on a node that is a candidate
 *     already, as a fraction
 * @param replaceDrifted whether drifted nodes are unneeded
 * @param repairAfter for how long a node must not have been ready before it is taken away; a
 *     hundred years where it stays
 * @param consolidates whether nodes of the group may be replaced by cheaper ones
 * @param withinHours whether it is one of the hours in which nodes of the group may go
 * @param freeze what the operator says of the freeze that holds for the cluster, empty while none
 *     does
 */
public record ScaleDownTerms(
    Duration minNodeAge,
    double maxUsage,
    double minSaving,
    double hysteresis,
    boolean replaceDrifted,
    Duration repairAfter,
    boolean consolidates,
    boolean withinHours,
    String freeze) {
  /** Only what no group does without. */
  public static final ScaleDownTerms NONE =
      new ScaleDownTerms(
          Duration.ZERO, GroupSpec.Terms.MAX_USAGE, 0, 0, false, NodeStats.NEVER, false, true, "");

  /** Little where little is asked: it stands in the text of each node that a rule matches. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("[maxUsage=").append(maxUsage);
    if (!minNodeAge.isZero()) {
      text.append(", minNodeAge=").append(minNodeAge);
    }
    if (minSaving > 0) {
      text.append(", minSaving=").append(minSaving);
    }
    if (hysteresis > 0) {
      text.append(", hysteresis=").append(hysteresis);
    }
    if (replaceDrifted) {
      text.append(", replaceDrifted");
    }
    if (!repairAfter.equals(NodeStats.NEVER)) {
      text.append(", repairAfter=").append(repairAfter);
    }
    if (consolidates) {
      text.append(", consolidates");
    }
    if (!withinHours) {
      text.append(", withinHours=false");
    }
    if (!freeze.isEmpty()) {
      text.append(", freeze=").append(freeze);
    }
    return text.append(']').toString();
  }
}
