package io.drover.rules.scheduling;

/**
 * Why a pod may not stand on a node, or a node may not be bought for it.
 *
 * @param detail in kube-scheduler's own words where it has them
 */
public record WhyNot(Cause cause, String detail) {
  /** The kinds of refusals; each is also a constant of {@code rules.plan.Reason}. */
  public enum Cause {
    POD_NOT_SIMULATED,
    NODE_UNSCHEDULABLE,
    TAINT_NOT_TOLERATED,
    NODE_SELECTOR_MISMATCH,
    HOST_PORT_TAKEN,
    INSUFFICIENT_RESOURCES,
    GROUP_AT_MAXIMUM,
    GROUP_LIMIT_REACHED,
    PLAN_LIMIT_REACHED
  }
}
