package io.drover.rules.plan;

import io.drover.rules.facts.NodeName;

/**
 * A scale-down conclusion: the node may go for a cheaper one, alone or with others, where one is
 * found.
 */
public record Replaceable(NodeName node) implements NodeConclusion {}
