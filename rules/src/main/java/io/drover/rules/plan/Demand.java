package io.drover.rules.plan;

import io.drover.rules.facts.PodKey;

/** A scale-up conclusion: room should be made for the pod. */
public record Demand(PodKey pod) implements Growth {}
