package io.drover.doubles.cloud;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an instance is to the cluster that it joins.
 *
 * @param labels all labels of the node, the requested and the well-known ones
 * @param capacity Kubernetes quantities of the whole machine
 * @param allocatable the capacity without what the machine keeps for itself (100m cpu, 256Mi
 *     memory)
 * @param addresses the node's addresses under their type, such as {@code InternalIP}; empty = it
 *     has none to tell
 */
public record Machine(
    String id,
    String nodeName,
    String providerId,
    Map<String, String> labels,
    List<Taint> taints,
    Map<String, String> capacity,
    Map<String, String> allocatable,
    Map<String, String> addresses) {
  public Machine {
    labels = Map.copyOf(labels);
    taints = List.copyOf(taints);
    capacity = Map.copyOf(capacity);
    allocatable = Map.copyOf(allocatable);
    addresses = Map.copyOf(addresses);
  }

  /** A machine that tells no addresses. */
  public Machine(
      String id,
      String nodeName,
      String providerId,
      Map<String, String> labels,
      List<Taint> taints,
      Map<String, String> capacity,
      Map<String, String> allocatable) {
    this(id, nodeName, providerId, labels, taints, capacity, allocatable, Map.of());
  }

  static Machine of(Instance instance, Offering offering) {
    Map<String, String> labels = new HashMap<>(offering.labels());
    labels.put("kubernetes.io/arch", "amd64");
    labels.put("kubernetes.io/os", "linux");
    labels.put("node.kubernetes.io/instance-type", offering.instanceType());
    labels.put("topology.kubernetes.io/zone", offering.zone());
    labels.putIfAbsent(Offering.REGION_LABEL, Catalogue.REGION);
    labels.putAll(instance.request().labels());
    labels.put("kubernetes.io/hostname", instance.request().name());
    return new Machine(
        instance.id(),
        instance.request().name(),
        instance.providerId(),
        labels,
        instance.request().taints(),
        offering.capacity(),
        KeptBack.allocatable(offering.capacity()));
  }
}
