package io.drover.daemon.http;

import io.drover.daemon.journal.JournalLine;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.World;
import io.drover.verticles.bus.MetricsState;
import io.drover.verticles.bus.PolicyState;
import io.drover.verticles.bus.ProviderState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** What the desk counts for Prometheus. */
public final class DeskMetrics {
  private final MeterRegistry registry;
  private final ConcurrentMap<String, AtomicLong> gauges = new ConcurrentHashMap<>();

  public DeskMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void cluster(String cluster, Supplier<Number> viewAgeSeconds, Supplier<Number> owner) {
    Gauge.builder("drover.view.age.seconds", viewAgeSeconds)
        .description("Seconds since the view of the cluster was last proven")
        .tags("cluster", cluster)
        .register(registry);
    Gauge.builder("drover.cluster.owner", owner)
        .description("Whether this member holds the cluster's claim")
        .tags("cluster", cluster)
        .register(registry);
  }

  void line(JournalLine line) {
    registry
        .counter(
            "drover.journal.lines",
            "cluster",
            line.cluster(),
            "group",
            line.ids().getOrDefault("group", ""),
            "kind",
            line.kind(),
            "reason",
            line.reason())
        .increment();
  }

  void provider(ProviderState state) {
    set("drover.provider.working", Tags.of("provider", state.provider()), state.working() ? 1 : 0);
  }

  void usage(String cluster, MetricsState state) {
    Tags tags = Tags.of("cluster", cluster);
    set("drover.utilization.working", tags, state.working() ? 1 : 0);
    set("drover.utilization.samples", tags, state.samples());
  }

  void policies(PolicyState state) {
    set("drover.policies.refused", Tags.empty(), state.problems().isEmpty() ? 0 : 1);
    if (state.problems().isEmpty()) {
      set("drover.policies.loaded.timestamp.seconds", Tags.empty(), state.at().getEpochSecond());
    }
  }

  /** A reload of the configuration was taken, or refused. */
  public void reload(boolean taken, long atEpochSecond) {
    set("drover.config.last.reload.successful", Tags.empty(), taken ? 1 : 0);
    if (taken) {
      set("drover.config.last.reload.success.timestamp.seconds", Tags.empty(), atEpochSecond);
    }
  }

  void world(String cluster, World world) {
    Tags tags = Tags.of("cluster", cluster);
    set("drover.nodes", tags, world.nodes().size());
    set(
        "drover.pods.unschedulable",
        tags,
        world.pods().stream()
            .filter(pod -> pod.state().scheduling() == PodFact.Scheduling.UNSCHEDULABLE)
            .count());
    for (NodeGroupFact group : world.groups()) {
      for (ManagedNodeFact.Phase phase : ManagedNodeFact.Phase.values()) {
        long count =
            world.managedNodes().stream()
                .filter(record -> record.group().equals(group.name()) && record.phase() == phase)
                .count();
        set(
            "drover.group.nodes",
            tags.and("group", group.name().value()).and("phase", phase.name()),
            count);
      }
    }
  }

  private void set(String name, Tags tags, long value) {
    gauges
        .computeIfAbsent(
            name + tags.stream().toList(),
            any -> registry.gauge(name, tags, new AtomicLong(), AtomicLong::doubleValue))
        .set(value);
  }
}
