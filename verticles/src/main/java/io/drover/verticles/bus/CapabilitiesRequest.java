package io.drover.verticles.bus;

/** Asks a provider account how it differs. */
public record CapabilitiesRequest(String asker) {}
