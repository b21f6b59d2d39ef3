package io.drover.rules.facts;

import java.time.Duration;

/**
 * All nodes of the groups in figures, as the rules see them. Fractions are 0..1 of what the ready
 * ones can allocate.
 *
 * @param wanted nodes that count as capacity, be they there or on their way
 * @param ready nodes that serve
 * @param pricePerHour of the wanted nodes together, in US dollars
 * @param cpuRequested fraction that requests take, DaemonSet and mirror pods left out
 * @param memoryRequested the same of memory
 * @param measured whether the real usage of each ready node is known and fresh, and there are any
 * @param cpuUsed mean fraction of all cores that is really used; 0 unless measured
 * @param memoryUsed the same of memory
 * @param pending pods that their scheduler could not place
 * @param longestPending since the first of them was told so; zero where there is none
 */
public record ClusterStats(
    int wanted,
    int ready,
    double pricePerHour,
    double cpuRequested,
    double memoryRequested,
    boolean measured,
    double cpuUsed,
    double memoryUsed,
    int pending,
    Duration longestPending) {}
