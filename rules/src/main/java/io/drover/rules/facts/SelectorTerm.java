package io.drover.rules.facts;

import java.util.List;

/**
 * One term of a node affinity: all expressions (on labels) and fields (only {@code metadata.name}
 * exists) must match. A term without either matches nothing.
 */
public record SelectorTerm(List<Requirement> expressions, List<Requirement> fields) {
  public SelectorTerm {
    expressions = List.copyOf(expressions);
    fields = List.copyOf(fields);
  }
}
