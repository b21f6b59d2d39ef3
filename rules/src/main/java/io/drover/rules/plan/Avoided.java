package io.drover.rules.plan;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.OfferingId;

/** A scale-up conclusion: the group does not buy the offering now. */
public record Avoided(GroupName group, OfferingId offering) implements Growth {}
