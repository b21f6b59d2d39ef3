package io.drover.rules.plan;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.OfferingId;
import io.drover.rules.scheduling.Offer;
import org.jspecify.annotations.Nullable;

/**
 * Nodes of one look.
 *
 * @param offering null where those of all offerings of the group look alike
 */
record Alike(GroupName group, @Nullable OfferingId offering) {
  boolean is(Offer offer) {
    return offer.group().equals(group)
        && (offering == null || offer.offering().id().equals(offering));
  }
}
