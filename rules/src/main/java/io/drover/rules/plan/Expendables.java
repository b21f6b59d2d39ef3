package io.drover.rules.plan;

import io.drover.rules.facts.NodeLoad;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.PodKey;
import io.drover.rules.facts.ServingNode;
import io.drover.rules.scheduling.ClusterModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Pods below the priority cut-off, as in the Cluster Autoscaler: no node is bought for them, none
 * is kept for them, and they find no new place when theirs goes. For other pods kube-scheduler
 * preempts them, so that they take no room from those.
 */
final class Expendables {
  private final Question question;
  private final Notes notes;
  private final Map<NodeName, List<PodFact>> byNode = new HashMap<>();
  private boolean aside;

  Expendables(Question question, Notes notes) {
    this.question = question;
    this.notes = notes;
    for (PodFact pod : question.world().podsBelowZero()) {
      NodeName node = pod.state().nodeName();
      if (node != null && is(pod)) {
        byNode.computeIfAbsent(node, any -> new ArrayList<>()).add(pod);
      }
    }
  }

  boolean is(PodFact pod) {
    return pod.expendable(question.expendableBelow());
  }

  /** Whether the pending pod is one; then it is told so. */
  boolean told(PodFact pod) {
    if (is(pod)) {
      notes.pod(
          pod.podKey(),
          "",
          Reason.POD_EXPENDABLE,
          "its priority %d is below %d"
              .formatted(pod.traits().priority(), question.expendableBelow()));
    }
    return is(pod);
  }

  /**
   * In order of key, but first those that must not preempt: to them all others stand in the way.
   */
  List<PodFact> inOrder(Collection<PodKey> pending) {
    return pending.stream()
        .sorted()
        .map(key -> question.world().pod(key).orElseThrow())
        .sorted(Comparator.comparing((PodFact pod) -> pod.traits().preempts()))
        .toList();
  }

  /** Takes them off their nodes if the pod may preempt them. */
  void makeWayFor(PodFact pod, ClusterModel model) {
    if (pod.traits().preempts()) {
      stepAside(model);
    }
  }

  /** Takes them off their nodes. */
  void stepAside(ClusterModel model) {
    if (!aside) {
      aside = true;
      byNode.values().forEach(pods -> pods.forEach(model::remove));
    }
  }

  /** The model has been put back to before they stepped aside. */
  void takenBack() {
    aside = false;
  }

  /** What the pods on the node that would have to move ask for, without these. */
  NodeLoad load(ServingNode serving) {
    NodeName node = serving.name();
    NodeLoad load = serving.load();
    for (PodFact pod : byNode.getOrDefault(node, List.of())) {
      if (pod.boundTo(node) && pod.moves()) {
        load = load.with(pod, -1);
      }
    }
    return load;
  }
}
