package io.drover.rules.facts;

import java.time.Duration;

/**
 * A pod that its scheduler found unschedulable, as the scale-up rules see it.
 *
 * @param pendingFor since its scheduler said so
 * @param patience how long the cluster's configuration has such pods wait before they are demand
 * @param ignored whether its namespace is one for whose pods no node is bought
 */
public record PendingPod(
    PodKey pod,
    int priority,
    Duration pendingFor,
    boolean daemon,
    Duration patience,
    boolean ignored) {}
