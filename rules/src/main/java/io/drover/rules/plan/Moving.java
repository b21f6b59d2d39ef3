package io.drover.rules.plan;

import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.World;
import io.drover.rules.scheduling.ClusterModel;
import java.util.ArrayList;
import java.util.List;

/** The pods that would have to find another place if a node went. */
final class Moving {
  private Moving() {}

  /** The same on a model, where pods of other nodes that are to go may have been moved here. */
  static List<PodFact> from(
      World world, ClusterModel model, NodeName node, Expendables expendables) {
    List<PodFact> moving = from(world, node);
    moving.addAll(model.guests(node));
    moving.removeIf(expendables::is);
    return moving;
  }

  static List<PodFact> from(World world, NodeName node) {
    List<PodFact> moving = new ArrayList<>();
    for (PodFact pod : world.podsOn(node)) {
      if (pod.moves()) {
        moving.add(pod);
      }
    }
    return moving;
  }
}
