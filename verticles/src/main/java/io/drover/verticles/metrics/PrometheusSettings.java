package io.drover.verticles.metrics;

import java.net.URI;
import java.time.Duration;

/**
 * A Prometheus server and what it is asked. Every query is an instant one and answers a vector.
 *
 * @param endpoint where its {@code /api/v1} begins
 * @param cpuQuery fraction of all cores in use, by node
 * @param memoryQuery fraction of all memory in use, by node
 * @param ageQuery unix time of the newest scrape under the two others, by node; must be {@code
 *     timestamp()} of an instant selector, because of anything else it is the time of the question
 * @param namesQuery info metric that binds {@code instance} to {@code nodename}; may be empty
 * @param deadline for each query: Prometheus' own time-out is late by seconds
 */
public record PrometheusSettings(
    URI endpoint,
    String cpuQuery,
    String memoryQuery,
    String ageQuery,
    String namesQuery,
    Duration deadline) {
  /**
   * The idle mode alone: the mean over the other modes is a fraction of the truth. A rate is
   * divided by its whole window, so that a node younger than that looks busier than it is, never
   * idler.
   */
  public static final String CPU =
      "1 - avg by(instance,node,nodename)(rate(node_cpu_seconds_total{mode=\"idle\"}[5m]))";

  public static final String MEMORY =
      "1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes";

  /** Both must be young, so the older of the two counts. */
  public static final String AGE =
      "min by(instance,node,nodename)(timestamp("
          + "{__name__=~\"node_cpu_seconds_total|node_memory_MemAvailable_bytes\","
          + "mode=~\"idle|\"}))";

  public static final String NAMES = "node_uname_info";

  /** The queries for node_exporter. */
  public static PrometheusSettings of(URI endpoint) {
    return new PrometheusSettings(endpoint, CPU, MEMORY, AGE, NAMES, Duration.ofSeconds(10));
  }
}
