package io.drover.endtoend;

import io.drover.rules.facts.Delta;
import io.drover.rules.facts.Fact;
import io.drover.rules.facts.FactKey;
import io.drover.verticles.cluster.ServedCluster;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what a cluster tells, to be read by a test's own thread. */
final class Notebook implements ServedCluster.Watcher {
  final List<Delta> deltas = new CopyOnWriteArrayList<>();
  final Map<FactKey, Fact> facts = new ConcurrentHashMap<>();
  volatile Instant heartbeat = Instant.EPOCH;
  volatile String broken = "nothing said yet";

  @Override
  public void changed(List<Delta> news) {
    for (Delta delta : news) {
      deltas.add(delta);
      switch (delta) {
        case Delta.Put(Fact fact) -> facts.put(fact.key(), fact);
        case Delta.Drop(FactKey key) -> facts.remove(key);
      }
    }
  }

  @Override
  public void heartbeat(Instant sentAt) {
    heartbeat = sentAt;
  }

  @Override
  public void watching(String what) {
    broken = what;
  }

  <F extends Fact> Optional<F> find(Class<F> type, FactKey.Kind kind, String name) {
    return Optional.ofNullable(facts.get(new FactKey(kind, name))).map(type::cast);
  }
}
