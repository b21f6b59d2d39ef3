package io.drover.rules.facts;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which nodes a pod chooses and endures, whatever runs on them.
 *
 * @param nodeName the only node that it accepts ({@code spec.nodeName} of a pod that is not bound
 *     yet); null for any
 * @param nodeSelector labels that the node must carry
 * @param affinity terms of the required node affinity, of which one must match; empty = none
 * @param tolerations tolerated taints
 */
public record NodeChoice(
    @Nullable String nodeName,
    Map<String, String> nodeSelector,
    List<SelectorTerm> affinity,
    List<Toleration> tolerations) {
  /** Any node without a hard taint. */
  public static final NodeChoice ANY = new NodeChoice(null, Map.of(), List.of(), List.of());

  public NodeChoice {
    nodeSelector = Map.copyOf(nodeSelector);
    affinity = List.copyOf(affinity);
    tolerations = List.copyOf(tolerations);
  }

  public NodeChoice tolerating(List<Toleration> others) {
    return new NodeChoice(nodeName, nodeSelector, affinity, others);
  }
}
