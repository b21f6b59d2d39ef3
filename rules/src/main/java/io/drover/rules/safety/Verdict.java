package io.drover.rules.safety;

import io.drover.rules.plan.Planned;
import io.drover.rules.plan.Reason;

/** The refusal of one action of a plan. */
public record Verdict(Planned refused, Reason reason, String detail) {}
