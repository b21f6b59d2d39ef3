package io.drover.verticles.bus;

import io.drover.rules.facts.Token;
import io.drover.rules.safety.Step;

/** Asks whether a destructive step may be taken now, under this token. */
public record StepReview(Step step, Token token) {}
