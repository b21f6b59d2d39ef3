package io.drover.rules.plan;

import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.World;
import java.util.ArrayList;
import java.util.List;

/** The pods that would have to find another place if a node went. */
final class Moving {
  private Moving() {}

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
