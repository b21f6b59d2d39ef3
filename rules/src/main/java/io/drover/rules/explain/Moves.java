package io.drover.rules.explain;

import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.PodFact;
import io.drover.rules.plan.Reason;
import io.drover.rules.scheduling.ClusterModel;
import java.util.ArrayList;
import java.util.List;

/** The pods of a node that would find no other place if it went. */
final class Moves {
  private static final int MOST_TOLD = 10;

  private final Evidence evidence;
  private final NodeName node;

  Moves(Evidence evidence, NodeName node) {
    this.evidence = evidence;
    this.node = node;
  }

  List<Finding> found() {
    ClusterModel model = new ClusterModel(evidence.world());
    model.sort();
    model.close(node);
    List<Finding> found = new ArrayList<>();
    int more = 0;
    for (PodFact pod : evidence.world().podsOn(node)) {
      if (pod.moves() && !pod.expendable(evidence.question().expendableBelow())) {
        model.remove(pod);
        if (model.place(pod, any -> true).isPresent()) {
          continue;
        }
        if (found.size() < MOST_TOLD) {
          found.add(
              Finding.of(
                  "pod " + pod.podKey(),
                  Reason.NO_PLACE_TO_MOVE_PODS,
                  "fits on no other node: " + new NodesThere(model).line(pod, node)));
        } else {
          more++;
        }
      }
    }
    if (more > 0) {
      found.add(
          Finding.of("pods", Reason.NO_PLACE_TO_MOVE_PODS, more + " more fit on no other node"));
    }
    return found;
  }
}
