package io.drover.verticles.replay;

import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.PodKey;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.ClusterOutcome;
import io.drover.verticles.cluster.embedded.EmbeddedCluster;
import io.drover.verticles.simulation.SimulatedTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;

/**
 * The end of one node as {@code core/scaledown/actuation} of the Cluster Autoscaler describes it:
 * taint and cordon, five seconds, look again, evict all pods at once, each retried every ten
 * seconds for two minutes, then the machine goes; what cannot be evicted takes it all back.
 */
final class UpstreamDrain {
  private static final Duration AFTER_TAINT = Duration.ofSeconds(5);
  private static final Duration RETRY = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofSeconds(5);
  private static final Duration EVICTION = Duration.ofMinutes(2);

  private final SimulatedTime time;
  private final EmbeddedCluster cluster;
  private final UpstreamMachines machines;
  private final NodeName name;
  private final boolean drains;
  private final Told told;
  private final TreeSet<PodKey> evicted = new TreeSet<>();
  private Instant until = Instant.MAX;

  /** Who wants to know how it ends. */
  interface Told {
    void evicted();

    void ended(NodeName node, boolean removed);
  }

  UpstreamDrain(
      SimulatedTime time,
      EmbeddedCluster cluster,
      UpstreamMachines machines,
      NodeFact node,
      Told told) {
    this.time = time;
    this.cluster = cluster;
    this.machines = machines;
    this.name = node.name();
    this.drains = !cluster.now().podsOn(name).isEmpty();
    this.told = told;
  }

  boolean drains() {
    return drains;
  }

  NodeName node() {
    return name;
  }

  void begin() {
    NodeFact node = cluster.now().node(name).orElseThrow();
    machines.ask(new ClusterCommand.Cordon(name, node.identity().uid()));
    time.after(AFTER_TAINT, this::lookAgain);
  }

  private void lookAgain() {
    if (!drains && !cluster.now().podsOn(name).isEmpty()) {
      takeBack();
      return;
    }
    until = time.now().plus(EVICTION);
    evict();
    waitForPods();
  }

  private void evict() {
    boolean refused = false;
    for (PodFact pod : left()) {
      if (pod.state().deletingSince() == null && !evicted.contains(pod.podKey())) {
        ClusterOutcome outcome =
            machines.ask(new ClusterCommand.EvictPod(pod.podKey(), pod.identity().uid()));
        if (outcome instanceof ClusterOutcome.Done) {
          evicted.add(pod.podKey());
          told.evicted();
        }
        refused |= !(outcome instanceof ClusterOutcome.Done);
      }
    }
    if (refused && time.now().isBefore(until)) {
      time.after(RETRY, this::evict);
    }
  }

  private List<PodFact> left() {
    return cluster.now().podsOn(name);
  }

  private void waitForPods() {
    if (left().isEmpty()) {
      NodeFact node = cluster.now().node(name).orElseThrow();
      machines.delete(node, drains ? "underutilized" : "empty");
      told.ended(name, true);
    } else if (time.now().isBefore(until.plus(RETRY))) {
      time.after(POLL, this::waitForPods);
    } else {
      takeBack();
    }
  }

  private void takeBack() {
    cluster
        .now()
        .node(name)
        .ifPresent(node -> machines.ask(new ClusterCommand.Uncordon(name, node.identity().uid())));
    told.ended(name, false);
  }
}
