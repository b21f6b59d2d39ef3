package io.drover.daemon.http;

import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.UtilizationFact;
import io.drover.rules.facts.World;
import io.drover.verticles.bus.UtilizationSamples;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What nodes really use, as last sampled; what is too old, or was never sampled, is not there. */
final class UsageGauges {
  private final MultiGauge gauge;
  private final Map<NodeName, UtilizationFact> newest = new TreeMap<>();
  private Duration maxAge = Duration.ofMinutes(5);

  UsageGauges(MeterRegistry registry, String cluster) {
    gauge =
        MultiGauge.builder("drover.node.utilization.ratio")
            .description("Share of a node's cpu or memory that is really used, as last sampled")
            .tags("cluster", cluster)
            .register(registry);
  }

  /** How old a sample may become. */
  void maxAge(Duration most) {
    maxAge = most;
  }

  void take(UtilizationSamples samples) {
    for (UtilizationFact sample : samples.samples()) {
      newest.merge(
          sample.node(),
          sample,
          (old, next) -> next.sampledAt().isBefore(old.sampledAt()) ? old : next);
    }
  }

  void show(World world, Instant now) {
    Instant oldest = now.minus(maxAge);
    newest.values().removeIf(sample -> sample.sampledAt().isBefore(oldest));
    newest.keySet().removeIf(node -> world.node(node).isEmpty());
    gauge.register(newest.values().stream().flatMap(sample -> rows(sample, world)).toList(), true);
  }

  private static Stream<Row<Number>> rows(UtilizationFact sample, World world) {
    Tags node = Tags.of("node", sample.node().value(), "group", group(sample.node(), world));
    return Stream.of(
        Row.of(node.and("resource", "cpu"), sample.cpu()),
        Row.of(node.and("resource", "memory"), sample.memory()));
  }

  /** The group whose label the Node carries, if there is one; empty otherwise. */
  static String group(NodeName node, World world) {
    return world
        .node(node)
        .map(found -> found.labels().getOrDefault(NodeFact.GROUP_LABEL, ""))
        .filter(
            label -> world.groups().stream().anyMatch(group -> group.name().value().equals(label)))
        .orElse("");
  }
}
