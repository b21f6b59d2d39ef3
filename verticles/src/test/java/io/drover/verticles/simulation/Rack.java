package io.drover.verticles.simulation;

import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.OfferingFact;
import io.drover.verticles.cluster.embedded.EmbeddedCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Machines that boot, join the cluster in memory under their own names, and fall silent. */
final class Rack {
  static final Duration BOOT = Duration.ofSeconds(20);

  private final SimulatedTime time;
  private final EmbeddedCluster cluster;
  private final OfferingFact offering;
  private final Set<String> on = new TreeSet<>();

  final List<String> pulled = new ArrayList<>();
  int made;

  Rack(SimulatedTime time, EmbeddedCluster cluster, OfferingFact offering) {
    this.time = time;
    this.cluster = cluster;
    this.offering = offering;
  }

  Set<String> on() {
    return on;
  }

  static String id(String name) {
    return "rack://" + name;
  }

  static String name(String id) {
    return id.substring("rack://".length());
  }

  void start(String name) {
    if (on.add(name)) {
      made++;
      time.after(BOOT, () -> join(name));
    }
  }

  private void join(String name) {
    if (on.contains(name)) {
      NodeFact.Shape shape = EmbeddedCluster.shape(offering.allocatable(), List.of());
      cluster.join(new NodeName(name), id(name), Map.of("kubernetes.io/hostname", name), shape);
    }
  }

  void reboot(String id) {
    if (id.startsWith(id("")) && cluster.now().node(new NodeName(name(id))).isEmpty()) {
      join(name(id));
    }
  }

  void stop(String name) {
    if (on.remove(name)) {
      NodeName node = new NodeName(name);
      if (!cluster.now().podsOn(node).isEmpty()) {
        pulled.add(name);
      }
      cluster.silence(node);
    }
  }
}
