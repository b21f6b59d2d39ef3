package io.drover.rules.plan;

import io.drover.rules.facts.NodeName;

/** A spot conclusion: the node should be drained now. */
public record Evacuation(NodeName node) {}
