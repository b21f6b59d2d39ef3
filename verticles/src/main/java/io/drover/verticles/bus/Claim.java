package io.drover.verticles.bus;

import io.drover.rules.facts.Token;
import java.time.Instant;

/** The right to act on a cluster until an instant, and the token that every write carries. */
public record Claim(Token token, Instant validUntil) {}
