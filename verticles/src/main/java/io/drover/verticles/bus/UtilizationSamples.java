package io.drover.verticles.bus;

import io.drover.rules.facts.UtilizationFact;
import java.util.List;

/** Usage of some nodes, as sampled together; large clusters come in several messages. */
public record UtilizationSamples(List<UtilizationFact> samples) {
  public UtilizationSamples {
    samples = List.copyOf(samples);
  }
}
