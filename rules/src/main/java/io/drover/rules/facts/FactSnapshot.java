package io.drover.rules.facts;

import java.util.List;

/** Every fact as of a position; the next batch that may follow has the next sequence number. */
public record FactSnapshot(Position position, List<Fact> facts) {
  public FactSnapshot {
    facts = List.copyOf(facts);
  }
}
