package io.drover.rules.facts;

import java.time.Instant;

/**
 * Real usage of a node.
 *
 * @param cpu fraction 0..1 of all cores
 * @param memory fraction 0..1 of all memory
 * @param sampledAt when the newest sample was scraped; age decides whether it may be used
 */
public record UtilizationFact(NodeName node, double cpu, double memory, Instant sampledAt) {
  /** The larger of the two fractions. */
  public double used() {
    return Math.max(cpu, memory);
  }
}
