package io.drover.verticles.simulation.seeds;

import io.drover.rules.facts.ManagedNodeFact;
import io.drover.verticles.simulation.seeds.FaultPlan.Timed;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Faults that wait for a life to pass an edge, and strike that life and who has written it. */
final class Aims {
  /** Of those that wait for the same edge. */
  private static final int MOST_AT_ONCE = 6;

  private final List<Timed> waiting = new ArrayList<>();
  private final BiConsumer<Timed, Hit> strike;

  /**
   * The life that is struck.
   *
   * @param record its name
   * @param member who has just written it
   */
  record Hit(String record, int member) {}

  /**
   * Nothing waits yet.
   *
   * @param strike has a fault begin at once, or as much later as its aim says
   */
  Aims(BiConsumer<Timed, Hit> strike) {
    this.strike = strike;
  }

  void await(Timed fault) {
    waiting.add(fault);
  }

  void giveUp() {
    waiting.clear();
  }

  /** The write is done, and its answer not yet told. */
  void passed(Edge edge, @Nullable ManagedNodeFact record, int member) {
    if (waiting.isEmpty() || record == null) {
      return;
    }
    List<Timed> due =
        waiting.stream()
            .filter(fault -> fault.waitsFor(edge) && fault.fault().suits(record))
            .limit(MOST_AT_ONCE)
            .toList();
    due.forEach(waiting::remove);
    due.forEach(fault -> strike.accept(fault, new Hit(record.identity().name(), member)));
  }
}
