package io.drover.rules.plan;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.OfferingId;

/** An offering that a group may buy. */
public record Alternative(GroupName group, OfferingId offering) {}
