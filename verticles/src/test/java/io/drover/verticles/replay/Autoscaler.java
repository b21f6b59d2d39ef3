package io.drover.verticles.replay;

import io.drover.verticles.cluster.embedded.EmbeddedCluster;
import io.drover.verticles.simulation.SimulatedTime;
import java.time.Duration;
import java.util.Map;

/** What buys and removes the nodes of a cluster in memory while a load is replayed. */
interface Autoscaler {
  /** A node that goes before this age was hardly worth its boot. */
  Duration YOUNG = Duration.ofHours(1);

  String name();

  SimulatedTime time();

  EmbeddedCluster cluster();

  /** Machines that are ordered and not gone yet. */
  int machines();

  /** Machines that were ordered so far. */
  int bought();

  /** Pods that were evicted so far. */
  int evictions();

  /** Removals so far of nodes younger than {@link #YOUNG}, by the reason told. */
  Map<String, Integer> shortLived();

  /** Drops what only a short run could keep in memory. */
  void forget();
}
