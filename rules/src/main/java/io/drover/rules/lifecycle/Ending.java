package io.drover.rules.lifecycle;

import io.drover.rules.facts.ManagedNodeFact.Removal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Why the life of a node ended, or a step of it failed, without a plan having asked for it. */
public enum Ending {
  /** No machine was given within the provision time-out. */
  PROVISION_TIMEOUT(true, "provision"),
  /** No ready Node appeared within the join time-out. */
  JOIN_TIMEOUT(true, "join"),
  /** The provider has refused the machine for good. */
  PROVIDER_DENIED(true, ""),
  /** Pods were left at the drain time-out; the node was uncordoned and stays. */
  DRAIN_TIMEOUT(false, "drain"),
  /** Somebody uncordoned the node while it was drained; it stays. */
  DRAIN_VETOED(false, ""),
  /** The machine is gone although nobody asked for it. */
  INSTANCE_VANISHED(true, ""),
  /** Somebody deleted the Node, and it has not registered again; the machine serves nothing. */
  NODE_VANISHED(true, "join"),
  /** The {@code ManagedNode} was deleted by somebody else. */
  REMOVED_BY_HAND(false, ""),
  /** A machine that had no record did not serve either when it was taken up. */
  STRAY(true, "strayGrace"),
  /** Its intent has another machine. */
  SECOND_MACHINE_OF_INTENT(false, "");

  private final boolean bad;
  private final String timeout;

  Ending(boolean bad, String timeout) {
    this.bad = bad;
    this.timeout = timeout;
  }

  /** The timeout that brings it about, empty where none does. */
  String timeout() {
    return timeout;
  }

  /** Whether the life is ended for this. */
  boolean of(@Nullable Removal removal) {
    return removal != null && name().equals(removal.reason());
  }

  /** Whether a life that was ended for this is to be seen when nothing else is left of it. */
  static boolean bad(@Nullable Removal removal) {
    return removal != null
        && Arrays.stream(values())
            .anyMatch(ending -> ending.bad && ending.name().equals(removal.reason()));
  }
}
