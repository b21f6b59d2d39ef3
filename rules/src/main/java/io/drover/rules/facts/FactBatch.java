package io.drover.rules.facts;

import java.util.List;

/** Changes that were seen together, at one position of the stream. */
public record FactBatch(Position position, List<Delta> deltas) {
  public FactBatch {
    deltas = List.copyOf(deltas);
  }
}
