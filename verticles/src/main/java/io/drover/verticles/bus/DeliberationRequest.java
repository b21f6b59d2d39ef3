package io.drover.verticles.bus;

/** Asks what a room goes by now; the asker's name is for the journal. */
public record DeliberationRequest(String asker) {}
