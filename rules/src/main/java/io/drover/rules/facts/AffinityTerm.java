package io.drover.rules.facts;

import java.util.Set;

/**
 * Pods near or far from which a pod must run, or would rather: one term of pod affinity or
 * anti-affinity.
 *
 * @param topologyKey the node label that says what is near: nodes with an equal value
 * @param namespaces names of namespaces whose pods count; the pod's own where it names none
 * @param namespaceSelector further namespaces, by their labels
 * @param selector the pods that are meant, {@code matchLabelKeys} resolved
 */
public record AffinityTerm(
    String topologyKey,
    Set<String> namespaces,
    LabelSelector namespaceSelector,
    LabelSelector selector) {
  public AffinityTerm {
    namespaces = Set.copyOf(namespaces);
  }
}
