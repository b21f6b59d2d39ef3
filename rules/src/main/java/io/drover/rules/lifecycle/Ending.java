package io.drover.rules.lifecycle;

/** Why the life of a node ended, or a step of it failed, without a plan having asked for it. */
enum Ending {
  /** No machine was given within the provision time-out. */
  PROVISION_TIMEOUT,
  /** No ready Node appeared within the join time-out. */
  JOIN_TIMEOUT,
  /** Pods were left at the drain time-out; the node was uncordoned and stays. */
  DRAIN_TIMEOUT,
  /** Somebody uncordoned the node while it was drained; it stays. */
  DRAIN_VETOED,
  /** The machine is gone although nobody asked for it. */
  INSTANCE_VANISHED,
  /** The {@code ManagedNode} was deleted by somebody else. */
  REMOVED_BY_HAND
}
