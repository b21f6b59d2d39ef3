package io.drover.verticles.cluster;

import io.drover.rules.facts.Delta;
import io.drover.rules.facts.Fact;
import io.drover.rules.safety.LiveView;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.ClusterOutcome;
import io.drover.verticles.locks.LeaseStore;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/**
 * A cluster that is looked after: what it is, and what may be done to it. All callbacks and results
 * arrive on the context that called {@link #open}.
 */
public interface ServedCluster extends LeaseStore {
  /** The uid of its {@code kube-system} namespace; fails when no answer comes. */
  Future<String> uid();

  /** Begins to watch; completes when every kind has been listed once. */
  Future<Void> open(Watcher watcher);

  /** Every fact that has been reported to the watcher and not dropped since. */
  List<Fact> facts();

  /** Performs one command against the newest state. */
  Future<ClusterOutcome> perform(ClusterCommand command);

  /**
   * Reads a {@code ManagedNode}, its group, its Node, the pods on it and their disruption budgets
   * afresh, past every cache.
   */
  Future<LiveView> look(String record);

  void close();

  /** Who is told of changes. */
  interface Watcher {
    void changed(List<Delta> deltas);

    /** A heartbeat (the own Lease's renewal) has come back through a watch. */
    void heartbeat(Instant sentAt);

    /** Which watches are broken; empty when all are alive. */
    void watching(String broken);
  }
}
