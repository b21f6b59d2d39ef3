package io.drover.rules.plan;

/** An action of a plan and why it is there. */
public record Planned(Action action, Justification why) {}
