package io.drover.rules.plan;

import java.util.List;

/**
 * Which rules led to an action, and the facts that they matched, as short texts.
 *
 * @param rules sentences, as the rules are named
 * @param facts in the order of matching
 */
public record Justification(List<String> rules, List<String> facts) {
  public static final Justification NONE = new Justification(List.of(), List.of());

  public Justification {
    rules = List.copyOf(rules);
    facts = List.copyOf(facts);
  }
}
