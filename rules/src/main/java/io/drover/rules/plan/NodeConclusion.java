package io.drover.rules.plan;

import io.drover.rules.facts.NodeName;

/** What a scale-down rule concludes of a node. */
public sealed interface NodeConclusion permits Unneeded, Kept, Outdated, Replaceable {
  NodeName node();
}
