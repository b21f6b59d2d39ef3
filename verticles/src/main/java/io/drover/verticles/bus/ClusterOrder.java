package io.drover.verticles.bus;

import io.drover.rules.facts.Token;

/** A command with the fencing token of the owner that gives it. */
public record ClusterOrder(Token token, ClusterCommand command) {}
