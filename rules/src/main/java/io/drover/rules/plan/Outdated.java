package io.drover.rules.plan;

import io.drover.rules.facts.NodeName;

/**
 * A scale-down conclusion: the node is to go even though its pods have no other place, which is
 * bought for them first, whatever it costs.
 */
public record Outdated(NodeName node) implements NodeConclusion {}
