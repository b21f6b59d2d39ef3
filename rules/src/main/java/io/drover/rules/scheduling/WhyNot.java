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
    NODE_NAME_MISMATCH,
    TAINT_NOT_TOLERATED,
    NODE_SELECTOR_MISMATCH,
    HOST_PORT_TAKEN,
    INSUFFICIENT_RESOURCES,
    VOLUME_IN_USE,
    VOLUME_LIMIT_REACHED,
    VOLUME_NOT_BINDABLE,
    VOLUME_ELSEWHERE,
    TOPOLOGY_SPREAD,
    POD_AFFINITY,
    POD_ANTI_AFFINITY,
    GROUP_AT_MAXIMUM,
    GROUP_LIMIT_REACHED,
    PLAN_LIMIT_REACHED
  }

  /** Whether it is for the node's place and who is near, whatever size the node has. */
  boolean ofSite() {
    return switch (cause) {
      case TOPOLOGY_SPREAD,
          POD_AFFINITY,
          POD_ANTI_AFFINITY,
          VOLUME_NOT_BINDABLE,
          VOLUME_ELSEWHERE ->
          true;
      case POD_NOT_SIMULATED,
          NODE_UNSCHEDULABLE,
          NODE_NAME_MISMATCH,
          TAINT_NOT_TOLERATED,
          NODE_SELECTOR_MISMATCH,
          HOST_PORT_TAKEN,
          INSUFFICIENT_RESOURCES,
          VOLUME_IN_USE,
          VOLUME_LIMIT_REACHED,
          GROUP_AT_MAXIMUM,
          GROUP_LIMIT_REACHED,
          PLAN_LIMIT_REACHED ->
          false;
    };
  }
}
