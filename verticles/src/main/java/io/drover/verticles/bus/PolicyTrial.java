package io.drover.verticles.bus;

import io.drover.rules.explain.DecisionDiff;

/**
 * Asks what other policies would decide differently on the world as it is.
 *
 * @param next the policies that do not decide yet
 */
public record PolicyTrial(ActivePolicies next) {
  /**
   * What came of it.
   *
   * @param cluster uid of its {@code kube-system} namespace
   */
  public record Outcome(String cluster, DecisionDiff diff) {}
}
