package io.drover.rules.plan;

/** What scale-up rules may conclude: about pods, about offerings, about groups. */
public sealed interface Growth permits Demand, Surcharge, Avoided, MinimumSize {}
