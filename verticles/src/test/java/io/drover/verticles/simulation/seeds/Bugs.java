package io.drover.verticles.simulation.seeds;

import io.drover.verticles.cluster.ServedCluster;
import io.drover.verticles.locks.Ownership;
import io.drover.verticles.provider.NodeProvider;

/** Stands between the rooms and their ports, and has Drover behave as if it had a bug. */
interface Bugs {
  Bugs NONE = new Bugs() {};

  default ServedCluster cluster(ServedCluster cluster) {
    return cluster;
  }

  default Ownership ownership(Ownership ownership) {
    return ownership;
  }

  default NodeProvider provider(NodeProvider provider) {
    return provider;
  }
}
