package io.drover.rules.plan;

import io.drover.rules.facts.NodeName;

/** A scale-down conclusion: the node could go, if its pods fit elsewhere and no rule keeps it. */
public record Unneeded(NodeName node) implements NodeConclusion {}
