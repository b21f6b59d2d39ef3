package io.drover.verticles.replay;

import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.OfferingFact;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.ClusterOutcome;
import io.drover.verticles.cluster.embedded.EmbeddedCluster;
import io.drover.verticles.simulation.SimulatedTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The machines of one node group of the kind that has only a size. */
final class UpstreamMachines {
  private final SimulatedTime time;
  private final EmbeddedCluster cluster;
  private final OfferingFact offering;
  private final Duration boot;
  private final TreeMap<String, Instant> ordered = new TreeMap<>();
  private final TreeSet<String> booting = new TreeSet<>();
  private final TreeMap<String, Integer> shortLived = new TreeMap<>();
  private int made;

  UpstreamMachines(
      SimulatedTime time, EmbeddedCluster cluster, OfferingFact offering, Duration boot) {
    this.time = time;
    this.cluster = cluster;
    this.offering = offering;
    this.boot = boot;
  }

  OfferingFact offering() {
    return offering;
  }

  int size() {
    return ordered.size();
  }

  int made() {
    return made;
  }

  /** Machines that are ordered and have not joined. */
  int booting() {
    return booting.size();
  }

  Map<String, Integer> shortLived() {
    return shortLived;
  }

  void order() {
    made++;
    String name = "up-%06d".formatted(made);
    ordered.put(name, time.now());
    booting.add(name);
    time.after(boot, () -> join(name));
  }

  private void join(String name) {
    booting.remove(name);
    cluster.join(
        new NodeName(name),
        "up://" + name,
        Map.of("kubernetes.io/hostname", name),
        EmbeddedCluster.shape(offering.allocatable(), List.of()));
  }

  /** The machine goes at once, and the Node with it. */
  void delete(NodeFact node, String reason) {
    Instant since = ordered.remove(node.name().value());
    if (since != null && since.isAfter(time.now().minus(Autoscaler.YOUNG))) {
      shortLived.merge(reason, 1, Integer::sum);
    }
    cluster.silence(node.name());
    ask(new ClusterCommand.DeleteNode(node.name(), node.identity().uid()));
  }

  ClusterOutcome ask(ClusterCommand command) {
    return cluster.perform(command).result();
  }
}
