package io.drover.rules.plan;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.OfferingId;

/**
 * A scale-up conclusion: the offering counts as so much dearer when offerings are compared. Nobody
 * pays it, and no limit counts it.
 *
 * @param percent of its price; several add up, to {@link Advice#MOST_PERCENT} at most. Below zero
 *     it counts as zero
 */
public record Surcharge(GroupName group, OfferingId offering, int percent) implements Growth {}
