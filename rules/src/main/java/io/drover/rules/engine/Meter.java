package io.drover.rules.engine;

import io.drover.rules.facts.Budget;
import org.kie.api.event.rule.DefaultRuleRuntimeEventListener;
import org.kie.api.event.rule.ObjectDeletedEvent;
import org.kie.api.event.rule.ObjectInsertedEvent;

/** What one evaluation has used up so far, of time and of memory. Not for several threads. */
final class Meter extends DefaultRuleRuntimeEventListener {
  private final Budget budget;
  private final EngineLimits.Memory memory;
  private int pairs;
  private int conclusions;
  private int matched;

  Meter(Budget budget, EngineLimits.Memory memory) {
    this.budget = budget;
    this.memory = memory;
  }

  void step() {
    if (budget.spent()) {
      throw new Deadline.Spent("ran out of their budget");
    }
  }

  /** A join keeps the pairs that it makes, all of them before the first rule fires. */
  void pair() {
    if (++pairs > memory.pairs()) {
      throw new Deadline.Spent("joined more than " + memory.pairs() + " pairs of facts");
    }
    step();
  }

  void matched(int facts) {
    matched += facts;
    if (matched > memory.matched()) {
      throw new Deadline.Spent("concluded from more than " + memory.matched() + " facts");
    }
  }

  @Override
  public void objectInserted(ObjectInsertedEvent event) {
    if (++conclusions > memory.conclusions()) {
      throw new Deadline.Spent("concluded more than " + memory.conclusions() + " facts");
    }
  }

  @Override
  public void objectDeleted(ObjectDeletedEvent event) {
    conclusions--;
  }
}
