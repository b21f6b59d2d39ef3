package io.drover.rules.plan;

import java.util.List;

/**
 * A conclusion of the policy with what led to it.
 *
 * @param rule the sentence that names the rule
 * @param facts that it matched, as short texts
 */
public record Concluded<C>(C conclusion, String rule, Reason reason, List<String> facts) {
  public Concluded {
    facts = facts instanceof MatchedFacts immutable ? immutable : List.copyOf(facts);
  }

  /** The same of a conclusion of a narrower type. */
  <D extends C> Concluded<D> as(D narrower) {
    return new Concluded<>(narrower, rule, reason, facts);
  }
}
