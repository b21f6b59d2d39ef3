package io.drover.rules.scheduling;

import io.drover.rules.facts.PodNeeds;
import java.util.Arrays;

/**
 * What is known of one class of pods: which nodes take one. An answer holds as long as the node's
 * version, so that a node is asked once per class and change, not once per pod.
 */
final class Fits {
  private static final long NEVER_ASKED = -1;

  private final PodNeeds needs;
  private long[] refusedAt = new long[0];
  private long nowhereAt = NEVER_ASKED;

  Fits(PodNeeds needs) {
    this.needs = needs;
  }

  boolean takes(NodeSpace node) {
    if (node.index() >= refusedAt.length) {
      int known = refusedAt.length;
      refusedAt = Arrays.copyOf(refusedAt, Math.max(16, 2 * node.index()));
      Arrays.fill(refusedAt, known, refusedAt.length, NEVER_ASKED);
    }
    if (refusedAt[node.index()] == node.version()) {
      return false;
    }
    if (Predicates.refusal(needs, node) == null) {
      return true;
    }
    refusedAt[node.index()] = node.version();
    return false;
  }

  /** Whether no node took one, and no node has gained room since. */
  boolean nowhere(long roomGained) {
    return nowhereAt == roomGained;
  }

  void nowhereSince(long roomGained) {
    nowhereAt = roomGained;
  }
}
