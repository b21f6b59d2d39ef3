package io.drover.verticles.cluster.kubernetes;

import io.drover.verticles.time.Clock;
import io.drover.verticles.time.Timers;
import java.util.concurrent.Executor;

/**
 * Where the adapter's results arrive.
 *
 * @param context runs tasks one after the other, in order, on the thread that owns the cluster
 */
public record Home(Executor context, Clock clock, Timers timers) {}
