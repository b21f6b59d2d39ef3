package io.drover.verticles.metrics;

import java.time.Duration;

/**
 * The figures of the metrics room.
 *
 * @param interval between two rounds
 * @param maxAge of the data under a sample; older ones say nothing
 */
public record MetricsSettings(Duration interval, Duration maxAge) {}
