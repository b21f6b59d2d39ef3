package io.drover.daemon.http;

import io.drover.daemon.journal.Journal;
import io.drover.daemon.journal.JournalLine;
import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.ManagedNodeFact.Phase;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.World;
import io.drover.verticles.bus.ExecutionState;
import io.drover.verticles.bus.MetricsState;
import io.drover.verticles.bus.PolicyState;
import io.drover.verticles.bus.ProviderState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the desk counts for Prometheus. */
public final class DeskMetrics {
  private final MeterRegistry registry;
  private final Gauges gauges;
  private final Map<String, String> sources = new HashMap<>();

  public DeskMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.gauges = new Gauges(registry);
  }

  void cluster(
      String cluster,
      Supplier<Number> viewAgeSeconds,
      Supplier<Number> planningAgeSeconds,
      Supplier<Number> owner) {
    Gauge.builder("drover.planning.age.seconds", planningAgeSeconds)
        .description("Seconds since planning last looked at the cluster")
        .tags("cluster", cluster)
        .register(registry);
    Gauge.builder("drover.view.age.seconds", viewAgeSeconds)
        .description("Seconds since the view of the cluster was last proven")
        .tags("cluster", cluster)
        .register(registry);
    Gauge.builder("drover.cluster.owner", owner)
        .description("Whether this member holds the cluster's claim")
        .tags("cluster", cluster)
        .register(registry);
  }

  ClusterMeters meters(String cluster) {
    return new ClusterMeters(registry, cluster);
  }

  void claim(String cluster, ClaimGauges claim) {
    claim.open(cluster, registry);
  }

  /**
   * How the members stand.
   *
   * @param live members that run, as this one sees it
   * @param seats how many agree on locks; 0 without a lock service
   * @param here how many of those are there; 0 as well when nobody can say
   */
  public void members(int live, int seats, int here) {
    gauges.set("drover.members", "Members that run, as this one sees it", Tags.empty(), live);
    gauges.set("drover.lock.seats", "Members that are to agree on locks", Tags.empty(), seats);
    gauges.set(
        "drover.lock.reachable",
        "Members that agree on locks and are there; 0 without a majority",
        Tags.empty(),
        here);
  }

  /** Whether the members' port is open to the world. */
  public void exposed(boolean exposed) {
    gauges.set(
        "drover.members.exposed",
        "Whether the members' port is bound to a public address",
        Tags.empty(),
        exposed ? 1 : 0);
  }

  /** How many lines the journal has lost, as it says itself. */
  public void journal(Journal journal) {
    FunctionCounter.builder("drover.journal.dropped.lines", journal, Journal::dropped)
        .description("Lines that could not be written into the journal")
        .register(registry);
  }

  void line(JournalLine line) {
    Counter.builder("drover.journal.lines")
        .description("Lines of the journal: decisions, refusals, failures, steps")
        .tags("cluster", line.cluster())
        .tags("group", line.ids().getOrDefault("group", ""))
        .tags("kind", line.kind())
        .tags("reason", line.reason())
        .register(registry)
        .increment();
  }

  void provider(ProviderState state) {
    gauges.set(
        "drover.provider.working",
        "Whether the provider account answers",
        Tags.of("provider", state.provider()),
        state.working() ? 1 : 0);
  }

  void execution(String cluster, ExecutionState state) {
    for (ExecutionState.Listed list : state.lists()) {
      gauges.set(
          "drover.list.age.seconds",
          "Seconds since the machines of the provider account were last listed",
          Tags.of("cluster", cluster, "provider", list.provider()),
          Duration.between(list.cameAt(), state.at()).toSeconds());
    }
    gauges.set(
        "drover.creates.waiting",
        "Purchases that wait for their turn at the provider",
        Tags.of("cluster", cluster),
        state.createsWaiting());
  }

  void usage(String cluster, MetricsState state) {
    Tags tags = Tags.of("cluster", cluster);
    gauges.set(
        "drover.utilization.working",
        "Whether the utilisation of nodes is known",
        tags,
        state.working() ? 1 : 0);
    gauges.set(
        "drover.utilization.samples",
        "Nodes in the newest round of utilisation",
        tags,
        state.samples());
    source(cluster, state.source());
  }

  /** Which source tells the utilisation; the one before it is told to be out of use. */
  private void source(String cluster, String now) {
    String before = sources.put(cluster, now);
    for (String source : Stream.of(now, before).filter(Objects::nonNull).distinct().toList()) {
      if (!source.isEmpty()) {
        gauges.set(
            "drover.utilization.source",
            "Whether the utilisation of nodes comes from this source",
            Tags.of("cluster", cluster, "source", source),
            source.equals(now) ? 1 : 0);
      }
    }
  }

  void policies(PolicyState state) {
    gauges.set(
        "drover.policies.refused",
        "Whether the policy folder as it is was refused, so that older policies decide",
        Tags.empty(),
        state.problems().isEmpty() ? 0 : 1);
    gauges.set(
        "drover.policies.held",
        "Whether the policy folder as it is waits for a confirmation, so that older policies decide",
        Tags.empty(),
        state.held().isEmpty() ? 0 : 1);
    gauges.set(
        "drover.policies.pinned",
        "Whether a version was chosen by hand, so that the policy folder does not decide",
        Tags.empty(),
        state.pinned() ? 1 : 0);
    if (state.problems().isEmpty() && state.held().isEmpty()) {
      gauges.set(
          "drover.policies.loaded.timestamp.seconds",
          "When the newest good policies were loaded",
          Tags.empty(),
          state.at().getEpochSecond());
    }
  }

  /** A reload of the configuration was taken, or refused. */
  public void reload(boolean taken, long atEpochSecond) {
    gauges.set(
        "drover.config.last.reload.successful",
        "Whether the last reload of the configuration was taken",
        Tags.empty(),
        taken ? 1 : 0);
    if (taken) {
      gauges.set(
          "drover.config.last.reload.success.timestamp.seconds",
          "When a reload of the configuration was last taken",
          Tags.empty(),
          atEpochSecond);
    }
  }

  void world(String cluster, World world) {
    Tags tags = Tags.of("cluster", cluster);
    gauges.set("drover.nodes", "Node objects, ours or not", tags, world.nodes().size());
    gauges.set(
        "drover.pods.unschedulable",
        "Pods that their scheduler found unschedulable",
        tags,
        world.unschedulablePods().size());
    Map<GroupName, EnumMap<Phase, Integer>> phases = phases(world);
    for (NodeGroupFact group : world.groups()) {
      group(tags, group.name(), phases.get(group.name()));
      sizes(tags.and("group", group.name().value()), group);
    }
  }

  /** How many records of each group are in which phase. */
  private static Map<GroupName, EnumMap<Phase, Integer>> phases(World world) {
    Map<GroupName, EnumMap<Phase, Integer>> phases = new HashMap<>();
    for (ManagedNodeFact record : world.managedNodes()) {
      phases
          .computeIfAbsent(record.group(), any -> new EnumMap<>(Phase.class))
          .merge(record.phase(), 1, Integer::sum);
    }
    return phases;
  }

  private void sizes(Tags group, NodeGroupFact of) {
    size(group, "min", of.spec().size().min());
    size(group, "max", of.spec().size().max());
    Integer desired = of.history().desired();
    if (desired != null) {
      size(group, "desired", desired);
    }
  }

  private void size(Tags group, String which, int nodes) {
    gauges.set(
        "drover.group.size.nodes",
        "The least, the most, and the wanted number of a group's nodes",
        group.and("size", which),
        nodes);
  }

  private void group(Tags cluster, GroupName group, @Nullable EnumMap<Phase, Integer> phases) {
    for (Phase phase : Phase.values()) {
      gauges.set(
          "drover.group.nodes",
          "Managed nodes by the phase of their life",
          cluster.and("group", group.value()).and("phase", phase.name()),
          phases == null ? 0 : phases.getOrDefault(phase, 0));
    }
  }
}
