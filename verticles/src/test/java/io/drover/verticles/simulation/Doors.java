package io.drover.verticles.simulation;

import io.drover.rules.facts.Delta;
import io.drover.rules.facts.Fact;
import io.drover.rules.facts.FactKey;
import io.drover.rules.safety.LiveView;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.ClusterOutcome;
import io.drover.verticles.cluster.ServedCluster;
import io.drover.verticles.cluster.embedded.EmbeddedCluster;
import io.drover.verticles.locks.LeaseRecord;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** One cluster in memory behind several doors, each of whose watches lag by kind. */
final class Doors {
  private static final Duration HEARTBEAT = Duration.ofSeconds(2);

  private final SimulatedTime time;
  private final EmbeddedCluster cluster;
  private final List<Door> doors = new ArrayList<>();

  Doors(SimulatedTime time, EmbeddedCluster cluster) {
    this.time = time;
    this.cluster = cluster;
    var unused =
        cluster.open(
            new ServedCluster.Watcher() {
              @Override
              public void changed(List<Delta> deltas) {
                doors.forEach(door -> door.told(deltas));
              }

              @Override
              public void heartbeat(Instant sentAt) {}

              @Override
              public void watching(String broken) {}
            });
  }

  /** One more, whose watch of records lags by so much. */
  Door door(Duration recordsLag) {
    Door door = new Door(recordsLag);
    doors.add(door);
    return door;
  }

  /** A way in of its own. */
  final class Door implements ServedCluster {
    private final Duration recordsLag;
    private final TreeMap<FactKey, Fact> reported = new TreeMap<>();
    private final List<Delta> missed = new ArrayList<>();
    private boolean blind;
    private Optional<Watcher> watcher = Optional.empty();

    private Door(Duration recordsLag) {
      this.recordsLag = recordsLag;
      cluster.facts().forEach(fact -> reported.put(fact.key(), fact));
    }

    /** Nothing is told any more until it sees again, which is then told all that it missed. */
    void blind(boolean isBlind) {
      blind = isBlind;
      List<Delta> late = List.copyOf(missed);
      missed.clear();
      told(late);
    }

    private void told(List<Delta> deltas) {
      if (blind) {
        missed.addAll(deltas);
        return;
      }
      for (Delta delta : deltas) {
        boolean late = key(delta).kind() == FactKey.Kind.MANAGED_NODE;
        time.after(late ? recordsLag : Duration.ofMillis(1), () -> deliver(delta));
      }
    }

    private static FactKey key(Delta delta) {
      return switch (delta) {
        case Delta.Put(Fact fact) -> fact.key();
        case Delta.Drop(FactKey key) -> key;
      };
    }

    private void deliver(Delta delta) {
      switch (delta) {
        case Delta.Put(Fact fact) -> reported.put(fact.key(), fact);
        case Delta.Drop(FactKey key) -> reported.remove(key);
      }
      watcher.ifPresent(told -> told.changed(List.of(delta)));
    }

    @Override
    public Future<Void> open(Watcher told) {
      watcher = Optional.of(told);
      beat(told);
      return Future.succeededFuture();
    }

    private void beat(Watcher told) {
      told.heartbeat(time.now());
      time.after(HEARTBEAT, () -> beat(told));
    }

    @Override
    public Future<String> uid() {
      return cluster.uid();
    }

    @Override
    public List<Fact> facts() {
      return List.copyOf(reported.values());
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
    public Future<Optional<LeaseRecord>> readLease() {
      return cluster.readLease();
    }

    @Override
    public Future<LeaseRecord> writeLease(LeaseRecord next) {
      return cluster.writeLease(next);
    }

    @Override
    public void close() {
      watcher = Optional.empty();
    }
  }
}
