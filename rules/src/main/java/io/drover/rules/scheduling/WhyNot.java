package io.drover.rules.scheduling;

import java.util.Optional;

/**
 * Why a pod may not stand on a node, or a node may not be bought for it.
 *
 * @param detail in kube-scheduler's own words where it has them
 */
public record WhyNot(Cause cause, String detail) {
  /** The packing ended with the best it had; a next plan goes on from there. */
  static final WhyNot OUT_OF_TIME =
      new WhyNot(Cause.PLANNING_OUT_OF_TIME, "the plan ended at its deadline with the best it had");

  /** The kinds of refusals; each is also a constant of {@code rules.plan.Reason}. */
  public enum Cause {
    POD_NOT_SIMULATED(""),
    NODE_UNSCHEDULABLE("NodeUnschedulable"),
    NODE_NAME_MISMATCH("NodeName"),
    TAINT_NOT_TOLERATED("TaintToleration"),
    NODE_SELECTOR_MISMATCH("NodeAffinity"),
    HOST_PORT_TAKEN("NodePorts"),
    INSUFFICIENT_RESOURCES("NodeResourcesFit"),
    VOLUME_IN_USE("VolumeRestrictions"),
    VOLUME_LIMIT_REACHED("NodeVolumeLimits"),
    VOLUME_NOT_BINDABLE("VolumeBinding"),
    VOLUME_ELSEWHERE("VolumeZone"),
    TOPOLOGY_SPREAD("PodTopologySpread"),
    POD_AFFINITY("InterPodAffinity"),
    POD_ANTI_AFFINITY("InterPodAffinity"),
    GROUP_AT_MAXIMUM(""),
    GROUP_LIMIT_REACHED(""),
    PLAN_LIMIT_REACHED(""),
    PLANNING_OUT_OF_TIME("");

    private final String plugin;

    Cause(String plugin) {
      this.plugin = plugin;
    }

    /** The plugin of kube-scheduler that refuses for this, empty where it is not the scheduler. */
    public Optional<String> plugin() {
      return plugin.isEmpty() ? Optional.empty() : Optional.of(plugin);
    }
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
          PLAN_LIMIT_REACHED,
          PLANNING_OUT_OF_TIME ->
          false;
    };
  }
}
