package io.drover.rules.facts;

/**
 * A wish of a pod, and how much it matters beside its other wishes of the same kind.
 *
 * @param weight 1 to 100, as in {@code preferredDuringSchedulingIgnoredDuringExecution}
 */
public record Weighted<T>(int weight, T term) {}
