package io.drover.verticles.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.UtilizationFact;
import io.drover.verticles.http.Http;
import io.drover.verticles.http.Http.Outcome;
import io.vertx.core.Future;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusSourceTest {
  private static final String EMPTY = vector();

  private final Map<String, Outcome> answers =
      new HashMap<>(
          Map.of(
              PrometheusSettings.CPU, ok(vector(element("instance=10.0.0.1:9100", "0.25"))),
              PrometheusSettings.MEMORY, ok(vector(element("instance=10.0.0.1:9100", "0.5"))),
              PrometheusSettings.AGE,
                  ok(vector(element("instance=10.0.0.1:9100", "1767225600.123"))),
              PrometheusSettings.NAMES,
                  ok(vector(element("instance=10.0.0.1:9100,nodename=one", "1")))));
  private final PrometheusSource source =
      new PrometheusSource(
          PrometheusSettings.of(URI.create("http://prometheus:9090/")), this::answer);

  private Future<Outcome> answer(Http.Request request) {
    assertThat(request.uri()).hasToString("http://prometheus:9090/api/v1/query");
    String query = URLDecoder.decode(request.body().substring("query=".length()), UTF_8);
    return Future.succeededFuture(answers.getOrDefault(query, ok(EMPTY)));
  }

  @Test
  void givesASampleItsNodeAndTheTimeOfTheScrape() {
    assertThat(source.sample().result())
        .containsExactly(
            new UtilizationFact(
                new NodeName("one"), 0.25, 0.5, Instant.parse("2026-01-01T00:00:00.123Z")));
  }

  @Test
  void takesTheNodeFromTheLabelsOfTheSeriesFirst() {
    answers.put(
        PrometheusSettings.CPU,
        ok(
            vector(
                element("instance=10.0.0.1:9100,node=two,nodename=x", "0.1"),
                element("instance=[fd00::1]:9100", "0.2"))));
    answers.put(
        PrometheusSettings.MEMORY,
        ok(vector(element("nodename=two", "0.1"), element("instance=[fd00::1]:9100", "0.2"))));
    answers.put(
        PrometheusSettings.AGE,
        ok(vector(element("node=two", "1"), element("instance=[fd00::1]:9100", "2"))));
    answers.put(PrometheusSettings.NAMES, ok(EMPTY));

    assertThat(source.sample().result())
        .extracting(sample -> sample.node().value())
        .containsExactlyInAnyOrder("two", "fd00::1");
  }

  @Test
  void hasNoNodeForASeriesThatIsNotNamedWhereOthersAre() {
    answers.put(
        PrometheusSettings.NAMES, ok(vector(element("instance=10.0.0.2:9100,nodename=two", "1"))));

    assertThat(source.sample().result()).isEmpty();
  }

  @Test
  void countsTheBusiestAndTheOldestOfSeveralSeriesOfANode() {
    answers.put(
        PrometheusSettings.CPU,
        ok(vector(element("node=one,cpu=0", "0.1"), element("node=one,cpu=1", "0.9"))));
    answers.put(
        PrometheusSettings.AGE, ok(vector(element("node=one", "20"), element("node=one", "10"))));

    assertThat(source.sample().result())
        .containsExactly(
            new UtilizationFact(new NodeName("one"), 0.9, 0.5, Instant.ofEpochSecond(10)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "+Inf", "-Inf", "-1", "", "word"})
  void hasNoSampleOfANodeWhoseFigureSaysNothing(String figure) {
    answers.put(PrometheusSettings.CPU, ok(vector(element("instance=10.0.0.1:9100", figure))));

    assertThat(source.sample().result()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {PrometheusSettings.CPU, PrometheusSettings.MEMORY, PrometheusSettings.AGE})
  void hasNoSampleWhereOneOfTheQueriesIsEmpty(String query) {
    answers.put(query, ok(EMPTY));

    assertThat(source.sample().result()).isEmpty();
  }

  @Test
  void keepsFractionsBetweenNothingAndAll() {
    answers.put(PrometheusSettings.CPU, ok(vector(element("instance=10.0.0.1:9100", "-0.0003"))));
    answers.put(PrometheusSettings.MEMORY, ok(vector(element("instance=10.0.0.1:9100", "1.0002"))));

    assertThat(source.sample().result())
        .singleElement()
        .satisfies(
            sample -> {
              assertThat(sample.cpu()).isZero();
              assertThat(sample.memory()).isEqualTo(1);
            });
  }

  @Test
  void failsWhenPrometheusSaysNo() {
    answers.put(
        PrometheusSettings.CPU,
        new Outcome.Answered(
            400,
            Map.of(),
            "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"parse error\"}"));

    assertThat(source.sample().cause())
        .hasMessageContaining("400 bad_data parse error for 1 - avg");
  }

  @Test
  void failsWhileItStartsAndAnswersPlainText() {
    answers.put(PrometheusSettings.AGE, new Outcome.Answered(503, Map.of(), "Service Unavailable"));

    assertThat(source.sample().cause()).hasMessage("Prometheus: 503 Service Unavailable");
  }

  @Test
  void failsWhenTheAnswerIsNoVector() {
    answers.put(
        PrometheusSettings.MEMORY,
        ok("{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1,\"0\"]}}"));

    assertThat(source.sample().cause()).hasMessageContaining("no vector but a scalar");
  }

  @Test
  void failsWhenAnyQueryIsNotAnsweredInTime() {
    answers.put(PrometheusSettings.NAMES, new Outcome.Unanswered("no answer within 10000 ms"));

    assertThat(source.sample().cause()).hasMessage("Prometheus: no answer within 10000 ms");
  }

  private static Outcome ok(String body) {
    return new Outcome.Answered(200, Map.of(), body);
  }

  private static String vector(String... elements) {
    return "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":["
        + String.join(",", List.of(elements))
        + "]}}";
  }

  private static String element(String labels, String value) {
    StringBuilder metric = new StringBuilder();
    for (String label : labels.split(",", -1)) {
      int equals = label.indexOf('=');
      metric
          .append(metric.isEmpty() ? "" : ",")
          .append('"' + label.substring(0, equals) + "\":\"" + label.substring(equals + 1) + '"');
    }
    return "{\"metric\":{" + metric + "},\"value\":[1767225700,\"" + value + "\"]}";
  }
}
