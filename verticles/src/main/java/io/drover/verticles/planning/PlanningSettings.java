package io.drover.verticles.planning;

import io.drover.rules.facts.ClusterSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How planning keeps its time, and what it does not plan for.
 *
 * @param batchIdle quiet time before it plans
 * @param batchMost longest wait from the first change to the plan
 * @param deadline when the search for cheaper nodes ends with the best it has
 * @param interval at which it looks again without a change
 * @param viewMaxAge how old the proof of the view may be
 * @param usageMaxAge how old a usage sample may be; null where usage is not measured
 * @param observeOnly why the whole cluster is only observed, empty when it is not
 * @param cluster what the configuration says about its decisions besides its groups
 */
public record PlanningSettings(
    Duration batchIdle,
    Duration batchMost,
    Duration deadline,
    Duration interval,
    Duration viewMaxAge,
    @Nullable Duration usageMaxAge,
    String observeOnly,
    ClusterSettings cluster) {}
