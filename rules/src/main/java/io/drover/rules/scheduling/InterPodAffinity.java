package io.drover.rules.scheduling;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Required pod affinity and anti-affinity of the pod, and the anti-affinity of the pods that are
 * there.
 *
 * @param near for each affinity term, where pods stand that match all of the terms
 * @param self whether the pod matches all its affinity terms itself
 * @param apart for each anti-affinity term, where pods stand that match it
 * @param keptAwayBy where pods stand whose anti-affinity means this pod
 */
record InterPodAffinity(
    List<Presence> near, boolean self, List<Presence> apart, List<Presence> keptAwayBy) {
  private static final WhyNot NOT_NEAR =
      new WhyNot(WhyNot.Cause.POD_AFFINITY, "node(s) didn't match pod affinity rules");
  private static final WhyNot NOT_APART =
      new WhyNot(WhyNot.Cause.POD_ANTI_AFFINITY, "node(s) didn't match pod anti-affinity rules");
  private static final WhyNot KEPT_AWAY =
      new WhyNot(
          WhyNot.Cause.POD_ANTI_AFFINITY,
          "node(s) didn't satisfy existing pods anti-affinity rules");

  @Nullable WhyNot refuses(NodeSpace node) {
    if (!attracted(node)) {
      return NOT_NEAR;
    }
    if (anyNear(apart, node)) {
      return NOT_APART;
    }
    return anyNear(keptAwayBy, node) ? KEPT_AWAY : null;
  }

  /** Whether somebody is near whom one of the two wants far: that does not pass while they stay. */
  boolean crowded(NodeSpace node) {
    return anyNear(apart, node) || anyNear(keptAwayBy, node);
  }

  /** The first pod of a group that wants to be together may stand on any node with the labels. */
  private boolean attracted(NodeSpace node) {
    boolean company = true;
    boolean anywhere = false;
    for (Presence presence : near) {
      if (!presence.knows(node)) {
        return false;
      }
      company &= presence.near(node);
      anywhere |= !presence.nowhere();
    }
    return company || (self && !anywhere);
  }

  private static boolean anyNear(List<Presence> presences, NodeSpace node) {
    for (Presence presence : presences) {
      if (presence.near(node)) {
        return true;
      }
    }
    return false;
  }
}
