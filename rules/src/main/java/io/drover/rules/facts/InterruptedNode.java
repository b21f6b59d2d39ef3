package io.drover.rules.facts;

/** A node whose instance was announced to be taken away, as the spot rules see it. */
public record InterruptedNode(NodeName node, GroupName group, InterruptionFact.Kind kind) {}
