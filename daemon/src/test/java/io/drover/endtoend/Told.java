package io.drover.endtoend;

import java.util.EnumSet;
import java.util.Set;

/** What the daemon says of a pod that waits: all its reasons together. */
record Told(Set<String> reasons) {
  /** Reasons that the scheduler has as well, and with which no purchase helps. */
  private static final Set<String> THE_SCHEDULERS =
      Set.of(
          "NODE_UNSCHEDULABLE",
          "NODE_NAME_MISMATCH",
          "NODE_SELECTOR_MISMATCH",
          "TAINT_NOT_TOLERATED",
          "INSUFFICIENT_RESOURCES",
          "HOST_PORT_TAKEN",
          "TOPOLOGY_SPREAD",
          "POD_AFFINITY",
          "POD_ANTI_AFFINITY");

  /** Reasons of the scheduler that change with who else is there. */
  private static final Set<String> OF_COMPANY =
      Set.of("HOST_PORT_TAKEN", "TOPOLOGY_SPREAD", "POD_AFFINITY", "POD_ANTI_AFFINITY");

  private static final Set<String> LIMITS = Set.of("GROUP_AT_MAXIMUM", "GROUP_LIMIT_REACHED");

  /** What that comes to. */
  enum Hope {
    /** A node is there or on its way. */
    FITS,
    /** No node and no offer can take it, whoever is there. */
    NEVER,
    /** No node and no offer can take it now, for the company that is there. */
    NOT_IN_THIS_COMPANY,
    /** A limit keeps it from being bought for, or it has not been looked at. */
    PERHAPS
  }

  Told {
    reasons = Set.copyOf(reasons);
  }

  Hope hope() {
    if (reasons.stream().anyMatch(reason -> reason.startsWith("POD_FITS_"))) {
      return Hope.FITS;
    }
    if (reasons.isEmpty() || !THE_SCHEDULERS.containsAll(reasons)) {
      return Hope.PERHAPS;
    }
    return reasons.stream().noneMatch(OF_COMPANY::contains) ? Hope.NEVER : Hope.NOT_IN_THIS_COMPANY;
  }

  /** Whether more would be bought for it, were it not for a group's limit. */
  boolean limited() {
    return reasons.stream().anyMatch(LIMITS::contains);
  }

  /** Those that say no. */
  static Set<Hope> none() {
    return EnumSet.of(Hope.NEVER, Hope.NOT_IN_THIS_COMPANY);
  }
}
