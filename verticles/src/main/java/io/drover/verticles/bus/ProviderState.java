package io.drover.verticles.bus;

import java.time.Instant;

/**
 * Whether a provider account answers.
 *
 * @param reason an enum constant in the field's words, empty while it works
 */
public record ProviderState(
    String provider, boolean working, String reason, String detail, Instant since) {}
