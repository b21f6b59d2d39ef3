package io.drover.rules.plan;

import static java.util.stream.Collectors.toCollection;

import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.PodKey;
import io.drover.rules.facts.PodNeeds;
import io.drover.rules.facts.ServingNode;
import io.drover.rules.scheduling.ClusterModel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which nodes were bought for which of the pods that wait, as far as the nodes' records tell. A
 * packing that fills its nodes to the brim is not found again by putting pods on nodes one after
 * the other; this is how it is remembered.
 */
final class Meant {
  private static final Queue<PodFact> NOBODY = new ArrayDeque<>();

  private final ClusterModel model;
  private final Disappointments without;
  private final Map<String, List<PodFact>> byNode = new TreeMap<>();
  private final Map<PodNeeds, Queue<PodFact>> byKind = new HashMap<>();

  /**
   * Looks at what the records tell.
   *
   * @param without which pods take which nodes not, though these were bought for them
   * @param onTheirWay records by the names under which their nodes are in the model
   * @param waiting pods that stand nowhere in the model
   */
  Meant(
      Question question,
      ClusterModel model,
      Disappointments without,
      Map<String, ManagedNodeFact> onTheirWay,
      Collection<PodFact> waiting) {
    this.model = model;
    this.without = without;
    Map<String, PodFact> byUid = new HashMap<>();
    waiting.forEach(pod -> byUid.put(pod.identity().uid(), pod));
    onTheirWay.forEach((name, record) -> look(name, record, byUid));
    for (ServingNode node : question.world().servingNodes()) {
      look(node.name().value(), node.record(), byUid);
    }
    if (!byNode.isEmpty()) {
      waiting.forEach(
          pod -> byKind.computeIfAbsent(pod.needs(), any -> new ArrayDeque<>()).add(pod));
    }
  }

  private void look(String name, ManagedNodeFact record, Map<String, PodFact> byUid) {
    List<PodFact> pods = new ArrayList<>();
    for (String uid : record.purchase().pods()) {
      PodFact pod = byUid.get(uid);
      if (pod != null && pod.needs().notSimulated().isEmpty()) {
        pods.add(pod);
      }
    }
    if (!pods.isEmpty()) {
      byNode.put(name, pods);
    }
  }

  /** Whether nothing was bought for any of them. */
  boolean nothing() {
    return byNode.isEmpty();
  }

  /**
   * Puts them there, again for as long as one more finds its place: some wait for others. A record
   * remembers only some pods of each kind, so that others of these kinds follow them, one by one in
   * turn.
   *
   * @return the names of the model's nodes, by pod
   */
  Map<PodKey, String> settle() {
    Map<PodKey, String> settled = new HashMap<>();
    int before;
    do {
      before = settled.size();
      byNode.forEach((node, pods) -> pods.forEach(pod -> put(pod, node, settled)));
    } while (settled.size() > before);
    Map<String, Set<PodNeeds>> kinds = new TreeMap<>();
    byNode.forEach(
        (node, pods) ->
            kinds.put(
                node, pods.stream().map(PodFact::needs).collect(toCollection(LinkedHashSet::new))));
    do {
      before = settled.size();
      kinds.forEach((node, some) -> some.removeIf(kind -> !follows(kind, node, settled)));
    } while (settled.size() > before);
    return settled;
  }

  /** Whether one more of the kind is put there. */
  private boolean follows(PodNeeds kind, String node, Map<PodKey, String> settled) {
    Queue<PodFact> left = byKind.getOrDefault(kind, NOBODY);
    while (!left.isEmpty() && settled.containsKey(left.element().podKey())) {
      left.remove();
    }
    return !left.isEmpty() && put(left.element(), node, settled);
  }

  private boolean put(PodFact pod, String node, Map<PodKey, String> settled) {
    if (settled.containsKey(pod.podKey())
        || !without.mayTake(pod, node)
        || !model.place(pod, node)) {
      return false;
    }
    settled.put(pod.podKey(), node);
    return true;
  }
}
