package io.drover.verticles.simulation.seeds;

import io.drover.verticles.bus.ActivePolicies;
import io.drover.verticles.simulation.seeds.FaultPlan.Timed;
import java.util.Optional;

/** Leaves out of a seed that breaks a law every fault without which it breaks it all the same. */
record Shrinking(ActivePolicies policies, Bugs bugs) {
  Play.Outcome shrink(Play.Outcome outcome) {
    Play.Outcome smallest = outcome;
    boolean smaller = true;
    while (smaller) {
      smaller = false;
      for (Timed fault : smallest.faults().faults()) {
        Play.Outcome without = without(smallest, fault);
        if (sameLaw(without.violation(), outcome.violation())) {
          smallest = without;
          smaller = true;
        }
      }
    }
    return smallest;
  }

  private Play.Outcome without(Play.Outcome outcome, Timed fault) {
    return new Play(outcome.seed(), outcome.faults().without(fault), policies, bugs).play();
  }

  private static boolean sameLaw(Optional<Violation> one, Optional<Violation> other) {
    return one.map(Violation::law).equals(other.map(Violation::law));
  }
}
