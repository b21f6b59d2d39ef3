package io.drover.verticles.metrics;

import io.drover.rules.facts.UtilizationFact;
import io.vertx.core.Future;
import java.util.List;

/**
 * Where utilisation comes from. A node without a sample is left out; a source that cannot say fails
 * with a text for people, within a deadline of its own.
 */
@FunctionalInterface
public interface UtilizationSource {
  Future<List<UtilizationFact>> sample();
}
