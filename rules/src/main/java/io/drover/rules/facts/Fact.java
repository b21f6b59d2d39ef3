package io.drover.rules.facts;

/**
 * One thing that was observed of the cluster. Facts are immutable; a change is a new fact with the
 * same key.
 */
public sealed interface Fact
    permits NodeFact,
        PodFact,
        DisruptionBudgetFact,
        DaemonSetFact,
        NodeGroupFact,
        ManagedNodeFact,
        ReferencedFact {
  FactKey key();
}
