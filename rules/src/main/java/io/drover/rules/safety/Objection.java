package io.drover.rules.safety;

import io.drover.rules.facts.NodeName;

/** A conclusion of the safety rules: the node must not be removed now. */
public record Objection(NodeName node) {}
