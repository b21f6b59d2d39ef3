package io.drover.verticles.bus;

/** Whether the member serves the cluster and reaches it. */
public record Standby(String member, boolean able) {}
