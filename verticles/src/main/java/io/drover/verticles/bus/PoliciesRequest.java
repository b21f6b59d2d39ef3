package io.drover.verticles.bus;

/** Asks for the policies that decide now. */
public record PoliciesRequest(String asker) {}
