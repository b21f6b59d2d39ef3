package io.drover.daemon.wiring;

import io.drover.daemon.config.MetricsConfig;
import io.drover.daemon.config.SpotConfig;
import io.drover.verticles.bus.Bus;
import io.drover.verticles.bus.Rooms;
import io.drover.verticles.http.VertxHttp;
import io.drover.verticles.metrics.MetricsIngestionVerticle;
import io.drover.verticles.metrics.MetricsRoom;
import io.drover.verticles.metrics.MetricsSettings;
import io.drover.verticles.metrics.NamedSource;
import io.drover.verticles.metrics.PrometheusSettings;
import io.drover.verticles.metrics.PrometheusSource;
import io.drover.verticles.metrics.UtilizationSource;
import io.drover.verticles.spot.SpotHandlingVerticle;
import io.drover.verticles.spot.SpotRoom;
import io.drover.verticles.spot.SpotSettings;
import io.drover.verticles.time.VertxTime;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The rooms that take in what the clusters do not say: utilisation and interruption notices. */
final class Intakes {
  /** One connection for each query of a round. */
  private static final int CONNECTIONS = 4;

  private final Vertx vertx;
  private final VertxTime time;
  private final Bus bus;
  private final Secrets secrets;

  Intakes(Vertx vertx, VertxTime time, Bus bus, Secrets secrets) {
    this.vertx = vertx;
    this.time = time;
    this.bus = bus;
    this.secrets = secrets;
  }

  /**
   * Opens the metrics room of a cluster, where metrics are configured.
   *
   * @param api the cluster's own metrics API
   */
  Future<Void> metrics(@Nullable MetricsConfig config, UtilizationSource api, Rooms rooms) {
    if (config == null) {
      return Future.succeededFuture();
    }
    return vertx
        .deployVerticle(
            new MetricsIngestionVerticle(
                () ->
                    new MetricsRoom(
                        sources(config, api),
                        new MetricsSettings(config.interval(), config.maxAge()),
                        new MetricsRoom.House(bus, rooms, time, time))))
        .mapEmpty();
  }

  private List<NamedSource> sources(MetricsConfig config, UtilizationSource api) {
    List<NamedSource> sources = new ArrayList<>();
    MetricsConfig.Prometheus prometheus = config.prometheus();
    if (prometheus != null) {
      sources.add(
          new NamedSource(
              NamedSource.PROMETHEUS,
              new PrometheusSource(settings(prometheus), new VertxHttp(vertx, CONNECTIONS))));
    }
    if (config.metricsApi() != null) {
      sources.add(new NamedSource(NamedSource.METRICS_API, () -> Asker.told(api.sample())));
    }
    return sources;
  }

  private static PrometheusSettings settings(MetricsConfig.Prometheus config) {
    PrometheusSettings usual = PrometheusSettings.of(config.url());
    return new PrometheusSettings(
        config.url(),
        Objects.requireNonNullElse(config.cpuQuery(), usual.cpuQuery()),
        Objects.requireNonNullElse(config.memoryQuery(), usual.memoryQuery()),
        Objects.requireNonNullElse(config.ageQuery(), usual.ageQuery()),
        Objects.requireNonNullElse(config.namesQuery(), usual.namesQuery()),
        usual.deadline());
  }

  /**
   * Opens the spot room, where a webhook is configured.
   *
   * @param served the clusters that are served when a notice comes
   */
  Future<Void> spot(@Nullable SpotConfig config, Supplier<? extends Collection<Rooms>> served) {
    SpotConfig.Webhook webhook = config == null ? null : config.webhook();
    if (webhook == null) {
      return Future.succeededFuture();
    }
    SpotSettings settings = SpotSettings.of(secrets.of(webhook.secret()), webhook.replayWindow());
    return vertx
        .deployVerticle(new SpotHandlingVerticle(() -> new SpotRoom(settings, bus, served)))
        .mapEmpty();
  }
}
