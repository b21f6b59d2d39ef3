package io.drover.verticles.bus;

/**
 * An address that messages are published to.
 *
 * @param reach LOCAL messages are immutable records handed over by reference and never encoded;
 *     CLUSTER messages are JSON of at most 64 KiB
 */
public record Topic<M>(String address, Class<M> type, Reach reach) {}
