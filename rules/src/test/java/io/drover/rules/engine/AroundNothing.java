package io.drover.rules.engine;

import io.drover.rules.facts.ClusterStats;
import io.drover.rules.plan.Surroundings;
import java.time.Duration;
import java.util.List;

/** A cluster of which there is nothing to tell. */
public final class AroundNothing {
  public static final Surroundings HERE =
      new Surroundings(
          new ClusterStats(0, 0, 0, 0, 0, false, 0, 0, 0, Duration.ZERO),
          List.of(),
          List.of(),
          List.of());

  private AroundNothing() {}
}
