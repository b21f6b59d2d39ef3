package io.drover.verticles.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.drover.verticles.bus.Json;
import io.drover.verticles.http.Http;
import io.drover.verticles.http.Http.Outcome;
import io.vertx.core.Future;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Instant queries over Prometheus' HTTP API. Whatever is not a vector is a failure. */
final class PrometheusQuery {
  private static final int MOST_CHARS = 300;

  private final Http http;
  private final URI endpoint;
  private final Duration deadline;

  /** One element of a vector; the value is finite. */
  record Element(Map<String, String> labels, double value) {
    Element {
      labels = Map.copyOf(labels);
    }
  }

  PrometheusQuery(Http http, URI endpoint, Duration deadline) {
    this.http = http;
    this.endpoint = endpoint;
    this.deadline = deadline;
  }

  Future<List<Element>> ask(String promql) {
    String base = endpoint.toString().replaceAll("/+$", "");
    Http.Request request =
        new Http.Request(
            "POST",
            URI.create(base + "/api/v1/query"),
            Map.of("Content-Type", "application/x-www-form-urlencoded"),
            "query=" + URLEncoder.encode(promql, UTF_8),
            deadline);
    return http.send(request)
        .compose(
            outcome ->
                switch (outcome) {
                  case Outcome.Answered answered -> read(answered, promql);
                  case Outcome.NotSent(String detail) -> failed(detail);
                  case Outcome.Unanswered(String detail) -> failed(detail);
                });
  }

  private static Future<List<Element>> read(Outcome.Answered answered, String promql) {
    try {
      JsonNode json = Json.mapper().readTree(answered.body());
      if (answered.status() != 200 || !json.path("status").asText().equals("success")) {
        return failed(
            answered.status()
                + " "
                + json.path("errorType").asText()
                + " "
                + json.path("error").asText()
                + " for "
                + promql);
      }
      JsonNode data = json.path("data");
      return data.path("resultType").asText().equals("vector")
          ? Future.succeededFuture(elements(data.path("result")))
          : failed("no vector but a " + data.path("resultType").asText() + " for " + promql);
    } catch (JsonProcessingException plainText) {
      return failed(answered.status() + " " + answered.body().strip());
    }
  }

  private static List<Element> elements(JsonNode result) {
    List<Element> elements = new ArrayList<>();
    for (JsonNode item : result) {
      double value = number(item.path("value").path(1).asText(""));
      if (Double.isFinite(value)) {
        Map<String, String> labels = new TreeMap<>();
        item.path("metric")
            .properties()
            .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        elements.add(new Element(labels, value));
      }
    }
    return elements;
  }

  /** Prometheus writes {@code NaN}, {@code +Inf} and {@code -Inf}; all three say nothing here. */
  private static double number(String text) {
    try {
      return text.endsWith("Inf") ? Double.NaN : Double.parseDouble(text);
    } catch (NumberFormatException none) {
      return Double.NaN;
    }
  }

  private static Future<List<Element>> failed(String detail) {
    String text = "Prometheus: " + detail;
    return Future.failedFuture(text.length() > MOST_CHARS ? text.substring(0, MOST_CHARS) : text);
  }
}
