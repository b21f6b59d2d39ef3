package io.drover.verticles.planning;

import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.UtilizationFact;
import io.drover.verticles.bus.UtilizationSamples;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/** The newest usage sample of each node. */
final class Usage {
  private final TreeMap<NodeName, UtilizationFact> newest = new TreeMap<>();

  void take(UtilizationSamples samples) {
    for (UtilizationFact sample : samples.samples()) {
      newest.merge(
          sample.node(),
          sample,
          (old, next) -> next.sampledAt().isBefore(old.sampledAt()) ? old : next);
    }
  }

  /** Samples not older than {@code oldest}; older ones are forgotten: they say nothing. */
  List<UtilizationFact> since(Instant oldest) {
    newest.values().removeIf(sample -> sample.sampledAt().isBefore(oldest));
    return List.copyOf(newest.values());
  }
}
