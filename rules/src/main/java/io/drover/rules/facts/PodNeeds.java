package io.drover.rules.facts;

import java.util.List;
import java.util.Set;

/**
 * What a pod asks of a node; pods with equal needs are equal to the scheduling model as far as no
 * selector tells their labels or namespaces apart.
 *
 * @param requests effective requests (init containers, sidecars and overhead counted; one {@code
 *     pods})
 * @param nodes which nodes it chooses and endures
 * @param hostPorts ports taken on the node
 * @param company what it demands of other pods
 * @param volumes what it mounts
 * @param notSimulated names of the pod's constraints that the model does not know; a pod with any
 *     is neither planned for nor moved
 */
public record PodNeeds(
    Resources requests,
    NodeChoice nodes,
    List<HostPort> hostPorts,
    Company company,
    PodVolumes volumes,
    Set<String> notSimulated) {
  public PodNeeds {
    hostPorts = List.copyOf(hostPorts);
    notSimulated = Set.copyOf(notSimulated);
  }

  /** Of a pod that only asks for resources. */
  public static PodNeeds of(Resources requests) {
    return new PodNeeds(
        requests, NodeChoice.ANY, List.of(), Company.ANY, PodVolumes.NONE, Set.of());
  }

  /** The same on other nodes. */
  public PodNeeds on(NodeChoice others) {
    return new PodNeeds(requests, others, hostPorts, company, volumes, notSimulated);
  }
}
