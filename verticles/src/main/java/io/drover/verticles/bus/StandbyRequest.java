package io.drover.verticles.bus;

/** Asks whether a member could own a cluster. */
public record StandbyRequest(String asker) {}
