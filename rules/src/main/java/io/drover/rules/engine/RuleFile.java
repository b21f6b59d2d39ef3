package io.drover.rules.engine;

import io.drover.rules.plan.Reason;

/**
 * A policy file whose form is right: one rule, nothing but the rule.
 *
 * @param source as it is compiled: with a guard in each join, on the lines of the file
 * @param line where the rule begins
 * @param bodyLine where its {@code then} stands
 */
record RuleFile(String path, String source, String rule, Reason reason, int line, int bodyLine) {
  PolicyProblem problem(int at, String text) {
    return new PolicyProblem(path, at, rule, text);
  }
}
