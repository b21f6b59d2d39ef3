package io.drover.verticles.simulation;

import io.drover.rules.facts.Delta;
import io.drover.rules.facts.Fact;
import io.drover.rules.safety.LiveView;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.ClusterOutcome;
import io.drover.verticles.cluster.ServedCluster;
import io.drover.verticles.locks.LeaseRecord;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The cluster as one process reaches it: calls may be lost, and end when the process does. */
record TappedCluster(ServedCluster cluster, Mortal mortal, House house) implements ServedCluster {
  @Override
  public Future<String> uid() {
    return cluster.uid();
  }

  @Override
  public Future<Void> open(Watcher watcher) {
    return cluster.open(
        new Watcher() {
          @Override
          public void changed(List<Delta> deltas) {
            mortal.run(() -> watcher.changed(deltas));
          }

          @Override
          public void heartbeat(Instant sentAt) {
            mortal.run(() -> watcher.heartbeat(sentAt));
          }

          @Override
          public void watching(String broken) {
            mortal.run(() -> watcher.watching(broken));
          }
        });
  }

  @Override
  public List<Fact> facts() {
    return cluster.facts();
  }

  @Override
  public Future<ClusterOutcome> perform(ClusterCommand command) {
    return house.cross(
        mortal,
        command.getClass().getSimpleName(),
        () -> cluster.perform(command),
        new ClusterOutcome.Unreachable("the answer was lost"));
  }

  @Override
  public Future<LiveView> look(String record) {
    return mortal.heard(cluster.look(record));
  }

  @Override
  public void close() {
    cluster.close();
  }

  @Override
  public Future<Optional<LeaseRecord>> readLease() {
    return mortal.heard(cluster.readLease());
  }

  @Override
  public Future<LeaseRecord> writeLease(LeaseRecord next) {
    return mortal.heard(cluster.writeLease(next));
  }
}
