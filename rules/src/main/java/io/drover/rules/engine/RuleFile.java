package io.drover.rules.engine;

import io.drover.rules.plan.Reason;

/**
 * A policy file that is understood: one rule, nothing but the rule.
 *
 * @param source as it is compiled: with a guard in each join, on the lines of the file
 */
record RuleFile(String path, RuleText text, String source, Reason reason) {
  /** The sentence that names the rule. */
  String rule() {
    return text.name().text();
  }

  /** Where the rule begins. */
  int line() {
    return text.name().line();
  }

  /** Where its {@code then} stands. */
  int bodyLine() {
    return text.then().line();
  }

  PolicyProblem problem(int at, String text) {
    return new PolicyProblem(path, at, rule(), text);
  }
}
