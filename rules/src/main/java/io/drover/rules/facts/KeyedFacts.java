package io.drover.rules.facts;

import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.TreeMap;

/** Facts of one kind, in order of key. */
final class KeyedFacts<F extends Fact> {
  private final TreeMap<FactKey, F> facts = new TreeMap<>();

  void put(F fact) {
    facts.put(fact.key(), fact);
  }

  void drop(FactKey key) {
    facts.remove(key);
  }

  Optional<F> get(FactKey key) {
    return Optional.ofNullable(facts.get(key));
  }

  Collection<F> all() {
    return Collections.unmodifiableCollection(facts.values());
  }
}
