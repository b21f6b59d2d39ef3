package io.drover.rules.plan;

import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.PodKey;
import io.drover.rules.scheduling.ClusterModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Pods with a {@code nominatedNodeName}: kube-scheduler preempts others for them there, or somebody
 * else expects them there (KEP-5278). Such a pod is expected on its node, and no demand, while the
 * nomination can hold: the node serves, and pods there are terminating or the pod has a place on
 * it. A nomination binds nobody, so that otherwise the pod's room is given back, and the pod is
 * demand like any other that its scheduler found unschedulable.
 */
final class Nominations {
  /** Where not all have a place, those of a lower priority lose theirs. */
  private static final Comparator<PodFact> LEAST_FIRST =
      Comparator.comparingInt((PodFact pod) -> pod.traits().priority())
          .thenComparing(PodFact::podKey, Comparator.reverseOrder());

  private final Question question;
  private final ClusterModel model;
  private final Map<NodeName, String> joining;
  private final Map<PodKey, PodFact> lost = new TreeMap<>();
  private final Set<String> awaiting = new HashSet<>();

  /**
   * Takes those off the model whose nominations do not hold.
   *
   * @param model in which nodes that do not serve are closed
   * @param joining under which name of the model a node that does not serve yet is counted
   */
  Nominations(
      Question question,
      ClusterModel model,
      Map<NodeName, String> joining,
      Expendables expendables) {
    this.question = question;
    this.model = model;
    this.joining = joining;
    List<PodFact> nominated = new ArrayList<>(question.world().nominatedPods());
    nominated.removeIf(expendables::is);
    giveBack(nominated);
    for (PodFact pod : nominated) {
      if (!lost.containsKey(pod.podKey())) {
        awaiting.add(node(pod).value());
      }
    }
  }

  /** Names of nodes on which pods are expected. */
  Set<String> awaiting() {
    return awaiting;
  }

  /** Pods that are nominated and wait like any others, in order of key. */
  Collection<PodFact> lost() {
    return lost.values();
  }

  /**
   * Puts pods that were nominated for a node that does not serve yet onto what it is counted as,
   * before others take that for theirs.
   *
   * @return the names of the model's nodes, by pod
   */
  Map<PodKey, String> settle(Set<PodKey> demand) {
    Map<PodKey, String> settled = new HashMap<>();
    lost.values().stream()
        .filter(pod -> demand.contains(pod.podKey()))
        .sorted(LEAST_FIRST.reversed())
        .forEach(
            pod -> {
              String name = joining.get(node(pod));
              if (name != null && model.place(pod, name)) {
                settled.put(pod.podKey(), name);
              }
            });
    return settled;
  }

  /** Again for as long as one loses its place: others may have been meant to stand near it. */
  private void giveBack(List<PodFact> nominated) {
    List<PodFact> left = new ArrayList<>(nominated);
    left.removeIf(pod -> !pending(pod));
    left.sort(LEAST_FIRST);
    int before;
    do {
      before = lost.size();
      for (PodFact pod : left) {
        if (!holds(pod)) {
          model.remove(pod);
          lost.put(pod.podKey(), pod);
        }
      }
      left.removeIf(pod -> lost.containsKey(pod.podKey()));
    } while (lost.size() > before);
  }

  /** One that its scheduler has not refused is not pending: it is nominated just before binding. */
  private static boolean pending(PodFact pod) {
    return pod.state().pendingSince() != null && pod.state().deletingSince() == null;
  }

  private boolean holds(PodFact pod) {
    NodeName node = node(pod);
    return model.serves(node) && (preempting(node) || unknown(pod) || fits(pod, node));
  }

  private boolean preempting(NodeName node) {
    return question.world().podsOn(node).stream()
        .anyMatch(pod -> pod.state().deletingSince() != null);
  }

  /** The model refuses pods with constraints that it does not know everywhere. */
  private static boolean unknown(PodFact pod) {
    return !pod.needs().notSimulated().isEmpty();
  }

  private boolean fits(PodFact pod, NodeName node) {
    model.fork();
    try {
      model.remove(pod);
      return model.place(pod, node.value());
    } finally {
      model.revert();
    }
  }

  private static NodeName node(PodFact pod) {
    return Objects.requireNonNull(pod.state().nodeName());
  }
}
