package io.drover.rules.plan;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.NodeStats;
import io.drover.rules.facts.ServingNode;
import io.drover.rules.facts.World;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Nodes that are there and not ready. Whatever rules conclude of such a node, it stays until that
 * has lasted for its group's {@code repairAfter}: a kubelet that restarts is no reason to go, and
 * how little is asked of it says nothing.
 */
final class Sickness {
  /** As a fraction of a group. */
  private static final double MOST = 0.2;

  private final World world;
  private final Map<GroupName, Integer> sick = new HashMap<>();

  Sickness(World world) {
    this.world = world;
    for (ServingNode node : world.sickNodes()) {
      sick.merge(node.group(), 1, Integer::sum);
    }
  }

  /** Nodes of the group that are ready, whether they go or not. */
  int ready(GroupName group) {
    return world.count(group).serving() - sick.getOrDefault(group, 0);
  }

  /**
   * Why the sick node stays. Where many are sick the nodes are not what is wrong (Karpenter repairs
   * none while more than a fifth of a node pool is unhealthy).
   */
  Optional<Staying> keeps(NodeStats node) {
    int ill = sick.getOrDefault(node.group(), 0);
    int all = world.count(node.group()).wanted();
    if (node.unreadyFor().compareTo(node.terms().repairAfter()) < 0) {
      return Optional.of(
          new Staying(
              Reason.NODE_UNREADY,
              node.terms().repairAfter().equals(NodeStats.NEVER)
                  ? "it is not ready, and scaleDown.repairAfter is not set"
                  : "it is not ready for "
                      + node.unreadyFor()
                      + ", scaleDown.repairAfter is "
                      + node.terms().repairAfter()));
    }
    return ill > Math.max(1, MOST * all)
        ? Optional.of(
            new Staying(
                Reason.TOO_MANY_UNHEALTHY,
                ill + " of " + all + " nodes of the group are not ready"))
        : Optional.empty();
  }
}
