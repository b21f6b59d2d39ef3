package io.drover.verticles.metrics;

/**
 * A source under the name that people know it by.
 *
 * @param name as status and metrics tell it
 */
public record NamedSource(String name, UtilizationSource source) {
  public static final String PROMETHEUS = "Prometheus";
  public static final String METRICS_API = "metrics.k8s.io";
}
