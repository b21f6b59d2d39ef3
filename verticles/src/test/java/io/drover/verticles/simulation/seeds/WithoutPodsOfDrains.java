package io.drover.verticles.simulation.seeds;

import io.drover.rules.facts.Delta;
import io.drover.rules.facts.Fact;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.PodFact;
import io.drover.rules.safety.LiveView;
import io.drover.verticles.cluster.ServedCluster;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A cluster that shows no pods on a node that is being drained. */
final class WithoutPodsOfDrains extends Altered {
  private final Set<NodeName> drained = new HashSet<>();

  WithoutPodsOfDrains(ServedCluster cluster) {
    super(cluster);
  }

  @Override
  public Future<LiveView> look(String record) {
    return super.look(record)
        .map(
            seen ->
                new LiveView(
                    seen.readAt(),
                    seen.record(),
                    seen.group(),
                    seen.node(),
                    List.of(),
                    seen.budgets()));
  }

  @Override
  public List<Fact> facts() {
    return super.facts().stream().filter(fact -> !hidden(fact)).toList();
  }

  private boolean hidden(Fact fact) {
    return fact instanceof PodFact pod
        && pod.state().nodeName() != null
        && drained.contains(pod.state().nodeName());
  }

  @Override
  public Future<Void> open(Watcher watcher) {
    return super.open(
        new Watcher() {
          @Override
          public void changed(List<Delta> deltas) {
            watcher.changed(deltas.stream().flatMap(delta -> shown(delta).stream()).toList());
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

  private List<Delta> shown(Delta delta) {
    if (!(delta instanceof Delta.Put(Fact fact))) {
      return List.of(delta);
    }
    List<Delta> shown = new ArrayList<>();
    shown.add(hidden(fact) ? new Delta.Drop(fact.key()) : delta);
    if (fact instanceof NodeFact node && node.markedDraining() && drained.add(node.name())) {
      super.facts().stream()
          .filter(this::hidden)
          .forEach(pod -> shown.add(new Delta.Drop(pod.key())));
    }
    return shown;
  }
}
