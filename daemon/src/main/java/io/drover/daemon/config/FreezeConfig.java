package io.drover.daemon.config;

import java.time.Instant;

/**
 * A time in which no node of a cluster goes by scale-down.
 *
 * @param from required
 * @param until required, after {@code from}
 * @param reason required; what is told of each node that stays for it
 */
public record FreezeConfig(Instant from, Instant until, String reason) implements ConfigPart {}
