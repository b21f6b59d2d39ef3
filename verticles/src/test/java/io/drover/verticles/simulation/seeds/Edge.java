package io.drover.verticles.simulation.seeds;

import io.drover.rules.facts.ManagedNodeFact.Phase;
import io.drover.rules.lifecycle.Transition;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A way from phase to phase.
 *
 * @param from null where the record is made
 * @param to null where the record goes
 */
record Edge(@Nullable Phase from, @Nullable Phase to) {
  static final Edge BIRTH = new Edge(null, Phase.INTENDED);
  static final Edge END = new Edge(Phase.GONE, null);

  /** Those of the state machine's table, and a record's first and last. */
  static List<Edge> all() {
    Stream<Edge> table =
        Transition.moving().stream()
            .flatMap(step -> step.from().stream().map(from -> new Edge(from, step.to(from))));
    return Stream.of(Stream.of(BIRTH), table.sorted(Edge::compare), Stream.of(END))
        .flatMap(each -> each)
        .distinct()
        .toList();
  }

  private static int compare(Edge one, Edge other) {
    return one.toString().compareTo(other.toString());
  }

  boolean moves() {
    return from != to;
  }

  @Override
  public String toString() {
    return name(from) + ">" + name(to);
  }

  private static String name(@Nullable Phase phase) {
    return phase == null ? "-" : phase.name();
  }
}
