package io.drover.daemon.config;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Where utilisation of a cluster's nodes comes from. */
public record MetricsConfig(Prometheus prometheus) implements ConfigPart {

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
}
