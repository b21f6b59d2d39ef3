package io.drover.daemon.http;

import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.World;
import io.drover.rules.plan.Reason;
import io.drover.rules.plan.Rejection;
import io.drover.verticles.bus.PlanningState;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** How long pods were unschedulable, and what keeps those back that no plan helps. */
final class PodMeters {
  private static final Set<Reason> HELPED =
      Set.of(Reason.POD_FITS_EXISTING_NODE, Reason.POD_FITS_NODE_ON_ITS_WAY);

  private final MeterRegistry registry;
  private final Tags cluster;
  private final MultiGauge constraints;

  /** As they were when they were first seen to be unschedulable, by uid. */
  private final Map<String, PodFact> waiting = new HashMap<>();

  PodMeters(MeterRegistry registry, String cluster) {
    this.registry = registry;
    this.cluster = Tags.of("cluster", cluster);
    this.constraints =
        MultiGauge.builder("drover.pods.kept.back")
            .description("Pods that stay pending, by what keeps them back")
            .tags(this.cluster)
            .register(registry);
  }

  /**
   * Sees which pods wait, and which wait no more.
   *
   * @param owner whether this member owns the cluster; the others only watch
   */
  void look(World world, boolean owner, Instant now) {
    Set<String> still = new HashSet<>();
    for (PodFact pod : world.unschedulablePods()) {
      still.add(pod.identity().uid());
      waiting.putIfAbsent(pod.identity().uid(), pod);
    }
    waiting
        .entrySet()
        .removeIf(one -> !still.contains(one.getKey()) && over(one.getValue(), world, owner, now));
  }

  /** Whether it waits no more, for a node or because it is gone. */
  private boolean over(PodFact before, World world, boolean owner, Instant now) {
    PodFact pod =
        world
            .pod(before.podKey())
            .filter(found -> found.identity().uid().equals(before.identity().uid()))
            .orElse(null);
    if (pod == null || pod.state().scheduling() == PodFact.Scheduling.FINISHED) {
      return true;
    }
    if (pod.state().scheduling() != PodFact.Scheduling.BOUND) {
      return false;
    }
    if (owner) {
      bound(before, pod, world, now);
    }
    return true;
  }

  private void bound(PodFact before, PodFact pod, World world, Instant now) {
    Instant since = before.state().pendingSince();
    if (since != null && pod.state().nodeName() != null && !now.isBefore(since)) {
      Timer.builder("drover.pod.wait")
          .description("How long pods were unschedulable before they were bound, by that group")
          .tags(cluster.and("group", UsageGauges.group(pod.state().nodeName(), world)))
          .serviceLevelObjectives(LifeMeters.BUCKETS)
          .register(registry)
          .record(Duration.between(since, now));
    }
  }

  /** What the newest look of planning said of pods; each is counted once for each reason. */
  void refused(PlanningState state) {
    Map<Reason, Set<String>> pods = new EnumMap<>(Reason.class);
    for (Rejection rejection : state.rejections()) {
      if (rejection.subject().startsWith("pod ") && !HELPED.contains(rejection.reason())) {
        pods.computeIfAbsent(rejection.reason(), any -> new HashSet<>()).add(rejection.subject());
      }
    }
    constraints.register(
        pods.entrySet().stream()
            .map(one -> Row.of(Tags.of("constraint", one.getKey().name()), one.getValue().size()))
            .toList(),
        true);
  }
}
