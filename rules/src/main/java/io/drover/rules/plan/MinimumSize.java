package io.drover.rules.plan;

import io.drover.rules.facts.GroupName;

/**
 * A scale-up conclusion: the group is to have so many nodes at least, as if its owner had said so.
 * The largest counts, and none goes beyond the group's max.
 */
public record MinimumSize(GroupName group, int nodes) implements Growth {}
