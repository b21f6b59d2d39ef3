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
    facts = List.copyOf(facts);
  }

  /** The same of a conclusion whose kind is known. */
  <K extends C> Concluded<K> as(K kind) {
    return new Concluded<>(kind, rule, reason, facts);
  }
}
