package io.drover.daemon.config;

import static io.drover.daemon.config.ConfigTexts.GROUP;
import static io.drover.daemon.config.ConfigTexts.LEAST;
import static io.drover.daemon.config.ConfigTexts.parse;
import static io.drover.daemon.config.ConfigTexts.problem;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrossChecksTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "timings: {batchIdle: 3s} | timings.batchIdle: 3s is more than timings.batchMax (2s)",
        "timings: {heartbeat: 10s} | timings.heartbeat: 10s is not less than timings.viewMaxAge (10s)",
        "timings: {claimDuration: 1s500ms} | timings.heartbeat: 2s is not less than timings.claimDuration (1s500ms)",
        "http: {port: 5701} | http.port: 5701 is also hazelcast.port of the same host",
        "http: {port: 5701, host: 0.0.0.0} | http.port: 5701 is also hazelcast.port of the same host",
        "hazelcast: {eventBusPort: 5701} | hazelcast.eventBusPort: 5701 is also hazelcast.port of the same host",
        "metrics: {prometheus: {url: 'http://p'}} | metrics: belongs to a cluster: clusters.NAME.metrics",
        "spot: {webhook: {}} | spot.webhook.secret: is missing",
        "http: {port: 70000} | http.port: 70000 is not between 0 and 65535",
      })
  void refusesWhatDoesNotFitTogether(String addition, String problem) {
    assertThat(lines(addition)).contains(problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "timings: {batchIdle: 2s}",
        "timings: {heartbeat: 9s999ms}",
        "http: {port: 0}\nhazelcast: {port: 0, eventBusPort: 0}",
        "http: {port: 5701, host: 127.0.0.2}",
        "hazelcast: {host: 203.0.113.5, members: [203.0.113.5]}",
        "hazelcast: {host: 10.0.0.1, members: [10.0.0.1, '10.0.0.2:5701', '[fd00::1]:5701', b.example]}",
        "hazelcast: {host: 203.0.113.5, members: [203.0.113.5, 203.0.113.6], allowPublicAddress: true}",
      })
  void takesWhatJustFits(String addition) {
    assertThat(parse(LEAST + addition)).isInstanceOf(ParseResult.Parsed.class);
  }

  @Test
  void refusesSeveralMembersOnAPublicAddress() {
    assertThat(lines("hazelcast: {host: 0.0.0.0, members: [10.0.0.1, '203.0.113.6:5701']}"))
        .contains("hazelcast.host: \"0.0.0.0\" is a public address")
        .contains("hazelcast.members[1]: \"203.0.113.6:5701\" is a public address");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | clusters.prod.metrics: names no source: give prometheus, metricsApi or both",
        "{prometheus: {}} | clusters.prod.metrics.prometheus.url: is missing",
        "{metricsApi: {interval: 5m}} | clusters.prod.metrics.metricsApi.interval: 5m is not less than clusters.prod.metrics.metricsApi.maxAge (5m)",
        "{metricsApi: {url: x}} | clusters.prod.metrics.metricsApi.url: unknown key",
      })
  void wantsASourceOfUtilizationThatFits(String metrics, String problem) {
    assertThat(problem(withMetrics(metrics))).startsWith(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{metricsApi: {}} | PT30S | PT5M",
        "{metricsApi: {interval: 10s, maxAge: 2m}} | PT10S | PT2M",
        "{prometheus: {url: 'http://p', interval: 10s}, metricsApi: {maxAge: 2m}} | PT10S | PT2M",
      })
  void goesByTheShorterFiguresOfTwoSources(String metrics, Duration interval, Duration maxAge) {
    MetricsConfig parsed =
        ConfigTexts.parsed(withMetrics(metrics)).clusters().values().stream()
            .flatMap(cluster -> Stream.ofNullable(cluster.metrics()))
            .findFirst()
            .orElseThrow();

    assertThat(parsed.interval()).isEqualTo(interval);
    assertThat(parsed.maxAge()).isEqualTo(maxAge);
  }

  private static String withMetrics(String metrics) {
    return LEAST.replace("prod: {", "prod: {metrics: %s, ".formatted(metrics));
  }

  @Test
  void wantsMinToBeAtMostMax() {
    assertThat(problem(GROUP.replace("max: 5", "max: 5, min: 7")))
        .isEqualTo("nodeGroups.general.min: 7 is more than nodeGroups.general.max (5)");
  }

  @Test
  void wantsAGroupOfAllOrNoneToBeBoughtAndToGoWhole() {
    assertThat(problem(GROUP.replace("max: 5", "max: 5, min: 2, zeroOrMax: true")))
        .isEqualTo("nodeGroups.general.zeroOrMax: min is neither 0 nor nodeGroups.general.max (5)");
    String few = "max: 5, zeroOrMax: true, scaleUp: {maxNodesPerPlan: 4}";
    assertThat(problem(GROUP.replace("max: 5", few)))
        .contains("nodeGroups.general.scaleUp.maxNodesPerPlan (4) is less than its max (5)");
    String many = "max: 21, zeroOrMax: true, scaleUp: {maxNodesPerPlan: 21}";
    assertThat(problem(GROUP.replace("max: 5", many))).contains("let 20 nodes go, its max is 21");
    assertThat(parse(GROUP.replace("max: 5", "max: 20, zeroOrMax: true")))
        .isInstanceOf(ParseResult.Parsed.class);
  }

  @Test
  void wantsGroupNamesToBeUniqueInACluster() {
    assertThat(
            problem(GROUP + "  other: {cluster: prod, provider: cloud, max: 1, name: general}\n"))
        .isEqualTo(
            "nodeGroups.other.name: \"general\" is also the name of nodeGroups.general in cluster \"prod\"");
  }

  @Test
  void wantsReferencesToExist() {
    assertThat(problem(GROUP.replace("provider: cloud", "provider: clod")))
        .isEqualTo(
            "nodeGroups.general.provider: \"clod\" is not one of providers. Did you mean 'cloud'?");
    assertThat(problem(GROUP.replace("cluster: prod", "cluster: other")))
        .isEqualTo("nodeGroups.general.cluster: \"other\" is not one of clusters: prod");
  }

  @Test
  void wantsACluster() {
    assertThat(problem("installation: home\n"))
        .isEqualTo("clusters: is missing: at least one cluster is needed");
  }

  @Test
  void doesNotCompareAValueThatIsWrongInItself() {
    assertThat(problem(GROUP.replace("max: 5", "max: few, min: 7")))
        .isEqualTo("nodeGroups.general.max: \"few\" is not a whole number between 0 and 100000");
  }

  private static String lines(String addition) {
    StringBuilder lines = new StringBuilder();
    ConfigTexts.rejected(LEAST + addition)
        .problems()
        .forEach(p -> lines.append(p.path()).append(": ").append(p.text()).append('\n'));
    return lines.toString();
  }
}
