package io.drover.verticles.bus;

/** Asks for a fresh read of a {@code ManagedNode} and everything around it. */
public record LiveViewRequest(String record) {}
