package io.drover.verticles.metrics;

import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.UtilizationFact;
import io.drover.verticles.http.Http;
import io.drover.verticles.metrics.PrometheusQuery.Element;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;

/**
 * Utilisation from Prometheus. A node has a sample when its cpu, its memory and the time of both
 * are known; where several series speak of one node, the busiest and the oldest count.
 */
public final class PrometheusSource implements UtilizationSource {
  /** How far below zero a fraction may be by the arithmetic of rates. */
  private static final double TOLERANCE = 0.05;

  private final PrometheusSettings settings;
  private final PrometheusQuery query;

  public PrometheusSource(PrometheusSettings settings, Http http) {
    this.settings = settings;
    this.query = new PrometheusQuery(http, settings.endpoint(), settings.deadline());
  }

  @Override
  public Future<List<UtilizationFact>> sample() {
    Future<List<Element>> cpu = query.ask(settings.cpuQuery());
    Future<List<Element>> memory = query.ask(settings.memoryQuery());
    Future<List<Element>> age = query.ask(settings.ageQuery());
    Future<List<Element>> names =
        settings.namesQuery().isEmpty()
            ? Future.succeededFuture(List.of())
            : query.ask(settings.namesQuery());
    return Future.all(cpu, memory, age, names)
        .map(
            all -> {
              Nodes nodes = new Nodes(names.result());
              return samples(
                  nodes.byNode(cpu.result(), Math::max),
                  nodes.byNode(memory.result(), Math::max),
                  nodes.byNode(age.result(), Math::min));
            });
  }

  private static List<UtilizationFact> samples(
      Map<String, Double> cpu, Map<String, Double> memory, Map<String, Double> seconds) {
    List<UtilizationFact> samples = new ArrayList<>();
    cpu.forEach(
        (node, busy) -> {
          Double used = memory.get(node);
          Double at = seconds.get(node);
          if (used != null && at != null && plausible(busy) && plausible(used)) {
            samples.add(
                new UtilizationFact(
                    new NodeName(node), fraction(busy), fraction(used), instant(at)));
          }
        });
    return samples;
  }

  private static boolean plausible(double fraction) {
    return fraction >= -TOLERANCE;
  }

  private static double fraction(double value) {
    return Math.clamp(value, 0.0, 1.0);
  }

  private static Instant instant(double seconds) {
    return Instant.ofEpochMilli((long) Math.floor(seconds * 1_000));
  }

  /**
   * Which node a series is about: its own labels first, then what the info metric says. Where that
   * names others but not this one, its exporter has just gone: a host's address is no node then.
   */
  private static final class Nodes {
    private final Map<String, String> nameByInstance = new HashMap<>();

    Nodes(List<Element> infos) {
      for (Element info : infos) {
        String instance = info.labels().get("instance");
        String name = info.labels().getOrDefault("node", info.labels().get("nodename"));
        if (instance != null && name != null) {
          nameByInstance.put(instance, name);
        }
      }
    }

    Map<String, Double> byNode(List<Element> elements, DoubleBinaryOperator merge) {
      Map<String, Double> values = new TreeMap<>();
      for (Element element : elements) {
        String node = node(element.labels());
        if (!node.isBlank()) {
          values.merge(node, element.value(), merge::applyAsDouble);
        }
      }
      return values;
    }

    private String node(Map<String, String> labels) {
      for (String label : List.of("node", "nodename")) {
        String name = labels.getOrDefault(label, "");
        if (!name.isBlank()) {
          return name;
        }
      }
      String instance = labels.getOrDefault("instance", "");
      return nameByInstance.isEmpty() ? host(instance) : nameByInstance.getOrDefault(instance, "");
    }

    private static String host(String instance) {
      return instance.replaceFirst(":\\d+$", "").replaceAll("^\\[|]$", "");
    }
  }
}
