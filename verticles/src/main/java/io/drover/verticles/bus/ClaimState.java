package io.drover.verticles.bus;

import org.jspecify.annotations.Nullable;

/**
 * Who owns a cluster.
 *
 * @param claim of this member, null while it does not hold it
 * @param holder identity of whoever holds it, empty while nobody knows
 */
public record ClaimState(@Nullable Claim claim, String holder) {}
