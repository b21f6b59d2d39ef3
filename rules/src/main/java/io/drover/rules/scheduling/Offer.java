package io.drover.rules.scheduling;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.OfferingFact;
import java.util.Comparator;

/** An offering that a group may buy, and what its node would look like. */
public record Offer(GroupName group, int priority, OfferingFact offering, NodeTemplate template) {
  static final Comparator<Offer> BY_NAME =
      Comparator.comparing(Offer::group)
          .thenComparing(offer -> offer.offering().id())
          .thenComparing(offer -> offer.offering().provider());

  /** Group and offering, as texts name the alternative. */
  public String name() {
    return group + " " + offering.id();
  }
}
