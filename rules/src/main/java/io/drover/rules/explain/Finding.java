package io.drover.rules.explain;

import io.drover.rules.plan.Reason;
import java.util.List;

/**
 * One thing that was found.
 *
 * @param about what it speaks of: a rule, an offering, a node, a figure
 * @param reason name of a {@link Reason}, empty where it is no reason for anything
 * @param text a sentence or a figure, empty where there is nothing to add
 * @param facts that a rule matched, as short texts
 */
public record Finding(String about, String reason, String text, List<String> facts) {
  public Finding {
    facts = List.copyOf(facts);
  }

  static Finding of(String about, Reason reason, String text) {
    return new Finding(about, reason.name(), text, List.of());
  }

  static Finding ofRule(String rule, Reason reason, List<String> facts) {
    return new Finding(rule, reason.name(), "", facts);
  }

  static Finding plain(String about, String text) {
    return new Finding(about, "", text, List.of());
  }
}
