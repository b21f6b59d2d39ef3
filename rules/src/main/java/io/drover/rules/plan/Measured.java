package io.drover.rules.plan;

import io.drover.rules.facts.UtilizationFact;
import java.util.List;

/**
 * What is measured of the nodes.
 *
 * @param expected whether a source is configured: then a node without a sample is unknown, which is
 *     not idle
 * @param samples fresh ones only
 */
public record Measured(boolean expected, List<UtilizationFact> samples) {
  /** Nobody measures: requests alone decide. */
  public static final Measured NOTHING = new Measured(false, List.of());

  public Measured {
    samples = List.copyOf(samples);
  }
}
