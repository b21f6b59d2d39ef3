package io.drover.rules.plan;

import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.World;
import java.util.List;

/** The pods that would have to find another place if a node went. */
final class Moving {
  private Moving() {}

  /** All but DaemonSet and mirror pods, which belong to the node, and pods that end already. */
  static List<PodFact> from(World world, NodeName node) {
    return world.podsOn(node).stream()
        .filter(pod -> !pod.daemon() && !pod.traits().mirror())
        .filter(pod -> pod.state().deletingSince() == null)
        .toList();
  }
}
