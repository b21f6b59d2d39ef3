package io.drover.verticles.simulation.seeds;

import io.drover.rules.facts.Delta;
import io.drover.rules.facts.Fact;
import io.drover.rules.facts.FactKey;
import io.drover.verticles.cluster.ServedCluster;
import io.drover.verticles.simulation.SimulatedTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The watches of one process: in order within a kind, each kind as late as it is made, and anew
 * from a list after the connection was lost.
 */
final class WatchOfMember {
  private final SimulatedTime time;
  private final ProcessTime process;
  private final Supplier<List<Fact>> listed;
  private final ServedCluster.Watcher watcher;
  private final TreeMap<FactKey, Fact> reported = new TreeMap<>();
  private final Map<FactKey.Kind, Instant> due = new EnumMap<>(FactKey.Kind.class);
  private final Map<FactKey.Kind, Duration> lags = new EnumMap<>(FactKey.Kind.class);
  private int connection;
  private boolean behind;

  WatchOfMember(
      SimulatedTime time,
      ProcessTime process,
      Supplier<List<Fact>> listed,
      ServedCluster.Watcher watcher) {
    this.time = time;
    this.process = process;
    this.listed = listed;
    this.watcher = watcher;
    listed.get().forEach(fact -> reported.put(fact.key(), fact));
  }

  List<Fact> facts() {
    return List.copyOf(reported.values());
  }

  void lag(FactKey.Kind kind, Duration by) {
    lags.put(kind, by);
  }

  void catchUp() {
    lags.clear();
  }

  /** What is told from now on is missed. */
  void lose() {
    behind = true;
  }

  void changed(List<Delta> deltas) {
    if (behind) {
      return;
    }
    if (lags.isEmpty() && due.isEmpty()) {
      deliver(deltas);
      return;
    }
    for (Delta delta : deltas) {
      tell(delta);
    }
  }

  private void tell(Delta delta) {
    FactKey.Kind kind = kind(delta);
    Instant now = time.now();
    Instant at = now.plus(lags.getOrDefault(kind, Duration.ZERO));
    Instant before = due.get(kind);
    if (before != null && before.isBefore(now)) {
      before = null;
    }
    if (before == null && !at.isAfter(now)) {
      due.remove(kind);
      deliver(List.of(delta));
      return;
    }
    if (before != null && before.isAfter(at)) {
      at = before;
    }
    due.put(kind, at);
    later(at, () -> deliver(List.of(delta)));
  }

  /** Unless the connection is lost before. */
  private void later(Instant at, Runnable task) {
    int mine = connection;
    time.after(
        Duration.between(time.now(), at),
        () -> {
          if (mine == connection && !behind) {
            task.run();
          }
        });
  }

  private static FactKey.Kind kind(Delta delta) {
    return switch (delta) {
      case Delta.Put(Fact fact) -> fact.key().kind();
      case Delta.Drop(FactKey key) -> key.kind();
    };
  }

  private void deliver(List<Delta> deltas) {
    process.run(
        () -> {
          for (Delta delta : deltas) {
            switch (delta) {
              case Delta.Put(Fact fact) -> reported.put(fact.key(), fact);
              case Delta.Drop(FactKey key) -> reported.remove(key);
            }
          }
          watcher.changed(deltas);
        });
  }

  /** What a heartbeat proves is all that was told before it, by every kind. */
  void heartbeat(Instant sentAt) {
    if (behind) {
      return;
    }
    Instant now = time.now();
    Instant last = due.values().stream().max(Instant::compareTo).orElse(now);
    if (last.isBefore(now)) {
      due.clear();
    }
    if (due.isEmpty()) {
      process.run(() -> watcher.heartbeat(sentAt));
    } else {
      later(last, () -> process.run(() -> watcher.heartbeat(sentAt)));
    }
  }

  /** Begins anew from a list: what differs from what was told is told. */
  void relist() {
    connection++;
    due.clear();
    behind = false;
    process.run(this::tellDifferences);
  }

  private void tellDifferences() {
    TreeMap<FactKey, Fact> now = new TreeMap<>();
    listed.get().forEach(fact -> now.put(fact.key(), fact));
    List<Delta> deltas = new ArrayList<>();
    reported.keySet().stream()
        .filter(key -> !now.containsKey(key))
        .forEach(key -> deltas.add(new Delta.Drop(key)));
    now.forEach(
        (key, fact) -> {
          if (!fact.equals(reported.get(key))) {
            deltas.add(new Delta.Put(fact));
          }
        });
    if (!deltas.isEmpty()) {
      deliver(deltas);
    }
  }
}
