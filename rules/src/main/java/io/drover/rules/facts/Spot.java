package io.drover.rules.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What goes by one node name: the Node, the pods bound to it, the records that name it. */
final class Spot {
  private final TreeMap<PodKey, PodFact> pods = new TreeMap<>();
  private List<ManagedNodeFact> records = List.of();
  private NodeLoad load = NodeLoad.NONE;
  private @Nullable NodeFact node;

  @Nullable NodeFact node() {
    return node;
  }

  void node(@Nullable NodeFact fact) {
    node = fact;
  }

  /** The record's own Node: another machine may have taken the name since. */
  @Nullable NodeFact ownNodeOf(ManagedNodeFact record) {
    return node == null || (node.providerId() != null && !node.providerId().equals(machine(record)))
        ? null
        : node;
  }

  private static @Nullable String machine(ManagedNodeFact record) {
    return record.progress().providerId();
  }

  List<PodFact> pods() {
    return List.copyOf(pods.values());
  }

  NodeLoad load() {
    return load;
  }

  void bind(PodFact pod) {
    pods.put(pod.podKey(), pod);
    if (pod.moves()) {
      load = load.with(pod, 1);
    }
  }

  /** Nothing happens if the pod is not bound here. */
  void unbind(PodFact pod) {
    if (pods.remove(pod.podKey()) != null && pod.moves()) {
      load = load.with(pod, -1);
    }
  }

  List<ManagedNodeFact> records() {
    return records;
  }

  void add(ManagedNodeFact record) {
    List<ManagedNodeFact> more = new ArrayList<>(records);
    more.add(record);
    records = List.copyOf(more);
  }

  void remove(ManagedNodeFact record) {
    List<ManagedNodeFact> fewer = new ArrayList<>(records);
    fewer.remove(record);
    records = List.copyOf(fewer);
  }

  boolean bare() {
    return node == null && pods.isEmpty() && records.isEmpty();
  }
}
