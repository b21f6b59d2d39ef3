package io.drover.verticles.simulation.seeds;

import io.drover.rules.facts.Fact;
import io.drover.rules.safety.LiveView;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.ClusterOutcome;
import io.drover.verticles.cluster.ServedCluster;
import io.drover.verticles.locks.LeaseRecord;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** A cluster that is like another but for what is overridden. */
class Altered implements ServedCluster {
  private final ServedCluster cluster;

  Altered(ServedCluster cluster) {
    this.cluster = cluster;
  }

  @Override
  public Future<String> uid() {
    return cluster.uid();
  }

  @Override
  public Future<Void> open(Watcher watcher) {
    return cluster.open(watcher);
  }

  @Override
  public List<Fact> facts() {
    return cluster.facts();
  }

  @Override
  public Future<ClusterOutcome> perform(ClusterCommand command) {
    return cluster.perform(command);
  }

  @Override
  public Future<LiveView> look(String record) {
    return cluster.look(record);
  }

  @Override
  public void close() {
    cluster.close();
  }

  @Override
  public Future<Optional<LeaseRecord>> readLease() {
    return cluster.readLease();
  }

  @Override
  public Future<LeaseRecord> writeLease(LeaseRecord next) {
    return cluster.writeLease(next);
  }
}
