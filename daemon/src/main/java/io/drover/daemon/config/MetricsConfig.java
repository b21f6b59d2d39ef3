package io.drover.daemon.config;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where utilisation of a cluster's nodes comes from; at least one is given.
 *
 * @param prometheus asked first
 * @param metricsApi asked when the other one is not given or has nothing to say
 */
public record MetricsConfig(@Nullable Prometheus prometheus, @Nullable MetricsApi metricsApi)
    implements ConfigPart {

  /** Between two rounds; of two sources the shorter one. */
  public Duration interval() {
    return least(
        prometheus == null ? null : prometheus.interval(),
        metricsApi == null ? null : metricsApi.interval());
  }

  /** How old a sample may be; of two sources the shorter one. */
  public Duration maxAge() {
    return least(
        prometheus == null ? null : prometheus.maxAge(),
        metricsApi == null ? null : metricsApi.maxAge());
  }

  private static Duration least(@Nullable Duration one, @Nullable Duration other) {
    return Stream.of(one, other)
        .filter(Objects::nonNull)
        .min(Duration::compareTo)
        .orElseThrow(() -> new IllegalStateException("metrics name at least one source"));
  }

  /**
   * A Prometheus server.
   *
   * @param url required
   * @param cpuQuery null = the built-in one
   * @param memoryQuery null = the built-in one
   * @param ageQuery null = the built-in one
   * @param namesQuery null = the built-in one
   * @param interval between queries; default 30 s
   * @param maxAge of a sample that is still believed; default 5 min, more than the interval
   */
  public record Prometheus(
      URI url,
      @Nullable String cpuQuery,
      @Nullable String memoryQuery,
      @Nullable String ageQuery,
      @Nullable String namesQuery,
      Duration interval,
      Duration maxAge)
      implements ConfigPart {}

  /**
   * {@code metrics.k8s.io} of the cluster's own API server.
   *
   * @param interval between lists; default 30 s
   * @param maxAge of a sample that is still believed; default 5 min, more than the interval
   */
  public record MetricsApi(Duration interval, Duration maxAge) implements ConfigPart {}
}
