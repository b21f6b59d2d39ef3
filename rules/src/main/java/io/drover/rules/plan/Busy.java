package io.drover.rules.plan;

import io.drover.rules.facts.NodeName;

/** A scale-down inference: the node works hard in fact, whatever its pods have requested. */
public record Busy(NodeName node) {}
