package io.drover.rules.plan;

import io.drover.rules.facts.NodeName;

/** A scale-down conclusion: the node stays, whatever other rules conclude of it. */
public record Kept(NodeName node) implements NodeConclusion {}
