package io.drover.daemon.config;

import java.time.Duration;

/**
 * The daemon's rhythm.
 *
 * @param batchIdle events are gathered until none came for this long; default 250 ms, at most
 *     batchMax
 * @param batchMax or for this long altogether; default 2 s
 * @param viewMaxAge older views of a cluster are stale; default 10 s
 * @param heartbeat between signs of life of a watch and renewals of a claim; default 2 s, less than
 *     viewMaxAge and claimDuration
 * @param claimDuration how long a claim on a cluster holds without renewal; default 15 s
 * @param stepDeadline for the re-check before a destructive step; default 3 s
 * @param planInterval planning happens at least this often; default 30 s
 * @param planDeadline when the search for cheaper nodes ends with the best it has; default 5 s
 */
public record TimingsConfig(
    Duration batchIdle,
    Duration batchMax,
    Duration viewMaxAge,
    Duration heartbeat,
    Duration claimDuration,
    Duration stepDeadline,
    Duration planInterval,
    Duration planDeadline)
    implements ConfigPart {}
