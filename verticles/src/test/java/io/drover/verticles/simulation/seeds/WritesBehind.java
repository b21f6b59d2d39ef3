package io.drover.verticles.simulation.seeds;

import io.drover.rules.facts.Delta;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.ClusterOutcome;
import io.drover.verticles.cluster.ServedCluster;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/** A cluster that answers before a record is written, with what it will be like then. */
final class WritesBehind extends Altered {
  private long newest;

  WritesBehind(ServedCluster cluster) {
    super(cluster);
  }

  @Override
  public Future<Void> open(Watcher watcher) {
    return super.open(
        new Watcher() {
          @Override
          public void changed(List<Delta> deltas) {
            deltas.forEach(WritesBehind.this::heard);
            watcher.changed(deltas);
          }

          @Override
          public void heartbeat(Instant sentAt) {
            watcher.heartbeat(sentAt);
          }

          @Override
          public void watching(String broken) {
            watcher.watching(broken);
          }
        });
  }

  private void heard(Delta delta) {
    if (delta instanceof Delta.Put(ManagedNodeFact record)) {
      newest = Math.max(newest, Long.parseLong(record.identity().resourceVersion()));
    }
  }

  @Override
  public Future<ClusterOutcome> perform(ClusterCommand command) {
    Future<ClusterOutcome> written = super.perform(command);
    return command instanceof ClusterCommand.WriteRecord(ManagedNodeFact record)
            && !written.isComplete()
        ? Future.succeededFuture(new ClusterOutcome.Wrote(asIfWritten(record)))
        : written;
  }

  /** Newer than all that was heard of, so that it is believed. */
  private ManagedNodeFact asIfWritten(ManagedNodeFact record) {
    ManagedNodeFact.Identity is = record.identity();
    String next = Long.toString(newest + 1);
    return new ManagedNodeFact(
        new ManagedNodeFact.Identity(is.name(), is.uid(), next, is.createdAt(), is.deleting()),
        record.purchase(),
        record.progress(),
        record.writtenUnder());
  }
}
