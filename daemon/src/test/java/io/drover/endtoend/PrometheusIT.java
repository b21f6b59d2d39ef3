package io.drover.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.drover.ground.Await;
import io.drover.ground.PrometheusProcess;
import io.drover.ground.TestExporter;
import io.drover.rules.facts.UtilizationFact;
import io.drover.verticles.http.VertxHttp;
import io.drover.verticles.metrics.PrometheusSettings;
import io.drover.verticles.metrics.PrometheusSource;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Utilisation from a real Prometheus that scrapes two exporters every second. */
class PrometheusIT {
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final Duration QUERY_DEADLINE = Duration.ofSeconds(2);

  /** Ten scrapes, so that the test need not run for five minutes. */
  private static final String WINDOW = "[10s]";

  private final Vertx vertx = Vertx.vertx();
  private final TestExporter busy = TestExporter.start();
  private final TestExporter idle = TestExporter.start();
  private final PrometheusProcess prometheus =
      PrometheusProcess.start(busy.target(), idle.target());
  private final PrometheusSource source = source(prometheus.url());

  private PrometheusSource source(String url) {
    return new PrometheusSource(
        new PrometheusSettings(
            URI.create(url),
            PrometheusSettings.CPU.replace("[5m]", WINDOW),
            PrometheusSettings.MEMORY,
            PrometheusSettings.AGE,
            PrometheusSettings.NAMES,
            QUERY_DEADLINE),
        new VertxHttp(vertx, 4));
  }

  /** One core each: the busy one spends a second in user mode per second, the idle one none. */
  @BeforeEach
  void count() {
    long start = System.nanoTime();
    long unused =
        vertx.setPeriodic(
            1,
            100,
            tick -> {
              double seconds = (System.nanoTime() - start) / 1e9;
              busy.set(node("busy", 1_000, seconds + 1_000, 0.25));
              idle.set(node("idle", seconds + 1_000, 1_000, 0.9));
            });
  }

  private static String node(String name, double idle, double user, double freeMemory) {
    return """
    node_uname_info{nodename="%s",sysname="Linux"} 1
    node_cpu_seconds_total{cpu="0",mode="idle"} %f
    node_cpu_seconds_total{cpu="0",mode="user"} %f
    node_cpu_seconds_total{cpu="0",mode="system"} 10
    node_memory_MemAvailable_bytes %f
    node_memory_MemTotal_bytes 4e9
    """
        .formatted(name, idle, user, freeMemory * 4e9);
  }

  @AfterEach
  void shutDown() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    prometheus.close();
    busy.close();
    idle.close();
  }

  @Test
  void tellsABusyNodeFromAnIdleOneAndHowOldThatIs() {
    List<UtilizationFact> samples = settled();

    UtilizationFact one = named(samples, "busy");
    UtilizationFact other = named(samples, "idle");
    assertThat(one.cpu()).isCloseTo(1.0, within(0.05));
    assertThat(one.memory()).isCloseTo(0.75, within(0.001));
    assertThat(other.cpu()).isCloseTo(0.0, within(0.1));
    assertThat(other.memory()).isCloseTo(0.1, within(0.001));
    Instant now = Instant.now();
    assertThat(samples)
        .allSatisfy(
            sample ->
                assertThat(sample.sampledAt()).isBetween(now.minusSeconds(5), now.plusSeconds(1)));
  }

  @Test
  void hasNoSampleOfANodeWhoseExporterHasStoppedAlthoughItsRateIsStillKnown() throws Exception {
    settled();
    Instant stopped = Instant.now();
    busy.close();

    List<UtilizationFact> after =
        Await.value(
            DEADLINE,
            "the stopped exporter's node to have no sample",
            this::samples,
            samples -> samples.stream().noneMatch(sample -> sample.node().value().equals("busy")));

    assertThat(Duration.between(stopped, Instant.now())).isLessThan(Duration.ofSeconds(30));
    assertThat(prometheus.query(PrometheusSettings.CPU)).contains(busy.target());
    assertThat(after).extracting(sample -> sample.node().value()).containsExactly("idle");
  }

  /** A rate is divided by its whole window, so that a young node's idle time looks short. */
  @Test
  void takesANodeThatIsYoungerThanTheWindowForBusyNotForIdle() throws Exception {
    settled();

    List<UtilizationFact> samples =
        new PrometheusSource(
                PrometheusSettings.of(URI.create(prometheus.url())), new VertxHttp(vertx, 4))
            .sample()
            .toCompletionStage()
            .toCompletableFuture()
            .get(20, TimeUnit.SECONDS);

    assertThat(named(samples, "idle").cpu()).isGreaterThan(0.5);
  }

  @Test
  void failsWithinItsDeadlineWhilePrometheusIsFrozenOrGone() throws Exception {
    settled();
    prometheus.process().signal("STOP");
    Throwable frozen = Await.value(DEADLINE, "a frozen Prometheus", this::failure, any -> true);
    prometheus.process().kill9();
    Throwable gone = failure();

    assertThat(frozen).hasMessageContaining("no answer within 2000 ms");
    assertThat(gone).hasMessageContaining("Prometheus: ");
  }

  @Test
  void failsWhereNoPrometheusAnswers() throws Exception {
    Throwable failure = failure(source("http://" + busy.target()));

    assertThat(failure).hasMessageContaining("Prometheus: 404");
  }

  /** Samples after both exporters have been scraped for a while. */
  private List<UtilizationFact> settled() {
    return Await.value(
        DEADLINE,
        "samples of a busy and an idle node",
        this::samples,
        samples ->
            samples.size() == 2
                && named(samples, "busy").cpu() > 0.95
                && named(samples, "idle").cpu() < 0.1);
  }

  private List<UtilizationFact> samples() throws Exception {
    return source.sample().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  private Throwable failure() throws Exception {
    return failure(source);
  }

  private static Throwable failure(PrometheusSource source) throws Exception {
    try {
      List<UtilizationFact> samples =
          source.sample().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
      throw new AssertionError("it should have failed, but says " + samples);
    } catch (ExecutionException failed) {
      return failed.getCause() == null ? failed : failed.getCause();
    }
  }

  private static UtilizationFact named(List<UtilizationFact> samples, String node) {
    return samples.stream()
        .filter(sample -> sample.node().value().equals(node))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no sample of " + node + " in " + samples));
  }
}
