package io.drover.rules.facts;

import java.time.Duration;

/**
 * A pod that its scheduler found unschedulable, as the scale-up rules see it.
 *
 * @param pendingFor since its scheduler last said so
 */
public record PendingPod(PodKey pod, int priority, Duration pendingFor, boolean daemon) {}
