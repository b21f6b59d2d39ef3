package io.drover.verticles.bus;

/** Asks the cluster room for every fact; the asker's name is for the journal. */
public record SnapshotRequest(String asker) {}
