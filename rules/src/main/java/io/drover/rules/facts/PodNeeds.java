package io.drover.rules.facts;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a pod asks of a node; pods with equal needs are equal to the scheduling model.
 *
 * @param requests effective requests (init containers, sidecars and overhead counted; one {@code
 *     pods})
 * @param nodeSelector labels that the node must carry
 * @param affinity terms of the required node affinity, of which one must match; empty = none
 * @param tolerations tolerated taints
 * @param hostPorts ports taken on the node
 * @param notSimulated names of the pod's constraints that the model does not know; a pod with any
 *     is neither planned for nor moved
 */
public record PodNeeds(
    Resources requests,
    Map<String, String> nodeSelector,
    List<SelectorTerm> affinity,
    List<Toleration> tolerations,
    List<HostPort> hostPorts,
    Set<String> notSimulated) {
  public PodNeeds {
    nodeSelector = Map.copyOf(nodeSelector);
    affinity = List.copyOf(affinity);
    tolerations = List.copyOf(tolerations);
    hostPorts = List.copyOf(hostPorts);
    notSimulated = Set.copyOf(notSimulated);
  }
}
