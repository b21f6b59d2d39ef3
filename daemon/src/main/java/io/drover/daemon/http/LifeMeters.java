package io.drover.daemon.http;

import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.ManagedNodeFact.Phase;
import io.drover.rules.facts.ManagedNodeFact.Removal;
import io.drover.rules.lifecycle.Ending;
import io.drover.verticles.bus.PhaseChange;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How long the phases of nodes' lives took, by the times in their records, so that a restart or
 * another owner in between changes nothing.
 */
final class LifeMeters {
  /** 1 s to 34 min, each twice the one before. */
  static final Duration[] BUCKETS =
      IntStream.range(0, 12).mapToObj(n -> Duration.ofSeconds(1L << n)).toArray(Duration[]::new);

  private static final String PROVISION = "From the record of a purchase to the machine's id";
  private static final String JOIN = "From the machine's id to its Node";
  private static final String GET_READY = "From the Node to its being ready";
  private static final String START = "From the record of a purchase to a ready Node";
  private static final String DRAIN = "From the decision to drain a node to the drain's end";
  private static final String DELETION = "From an empty node to the end of its machine and Node";

  private final MeterRegistry registry;
  private final Tags cluster;

  LifeMeters(MeterRegistry registry, String cluster) {
    this.registry = registry;
    this.cluster = Tags.of("cluster", cluster);
  }

  void told(PhaseChange change) {
    ManagedNodeFact now = change.after();
    switch (change.before().phase()) {
      case INTENDED -> bought(change, Phase.PROVISIONED, "drover.node.provision", PROVISION);
      case PROVISIONED -> bought(change, Phase.JOINED, "drover.node.join", JOIN);
      case JOINED -> {
        bought(change, Phase.READY, "drover.node.get.ready", GET_READY);
        if (now.phase() == Phase.READY && now.purchase().takesUp() == null) {
          record("drover.node.start", START, tags(now), change.life());
        }
      }
      case DRAINING ->
          record("drover.node.drain", DRAIN, tags(now).and("result", drain(change)), change.took());
      case TERMINATING -> deleted(change);
      case FAILED -> forgotten(now);
      case READY, GONE -> {}
    }
  }

  /** What was there before its record was not bought just then. */
  private void bought(PhaseChange change, Phase to, String name, String help) {
    ManagedNodeFact now = change.after();
    if (now.phase() == to && now.purchase().takesUp() == null) {
      record(name, help, tags(now), change.took());
    }
  }

  private static String drain(PhaseChange change) {
    String failure = change.after().progress().failure();
    boolean late = Ending.DRAIN_TIMEOUT.name().equals(failure);
    if (change.after().phase() == Phase.READY) {
      boolean vetoed = Ending.DRAIN_VETOED.name().equals(failure);
      return late ? "timeout" : vetoed ? "vetoed" : "came_back";
    }
    if (late) {
      return "overrun";
    }
    return change.withNode() ? "drained" : "vanished";
  }

  /** What went by itself was not deleted. */
  private void deleted(PhaseChange change) {
    ManagedNodeFact now = change.after();
    Removal removal = now.progress().removal();
    boolean vanished = removal != null && Ending.INSTANCE_VANISHED.name().equals(removal.reason());
    if (now.over() && !now.deadNode() && !vanished) {
      record("drover.node.deletion", DELETION, tags(now), change.took());
    }
  }

  private void forgotten(ManagedNodeFact now) {
    if (now.phase() == Phase.GONE && !now.identity().deleting()) {
      Counter.builder("drover.failed.nodes.removed")
          .description("Records of failed nodes that went as timeouts.failedTtl was over")
          .tags(tags(now))
          .register(registry)
          .increment();
    }
  }

  private Tags tags(ManagedNodeFact record) {
    return cluster.and("group", record.group().value());
  }

  private void record(String name, String help, Tags tags, Optional<Duration> took) {
    took.ifPresent(
        duration ->
            Timer.builder(name)
                .description(help)
                .tags(tags)
                .serviceLevelObjectives(BUCKETS)
                .register(registry)
                .record(duration));
  }
}
