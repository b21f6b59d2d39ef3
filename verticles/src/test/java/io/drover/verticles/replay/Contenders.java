package io.drover.verticles.replay;

import static io.drover.rules.facts.GroupBuilder.aGroup;

import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.verticles.bus.ActivePolicies;
import io.drover.verticles.simulation.Shipped;
import java.time.Duration;

/** Who is compared: each buys nodes of the load's one kind, which take 90 s to join. */
final class Contenders {
  private static final Duration BOOT = Duration.ofSeconds(90);
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
  private static final double HALF = 0.5;

  private Contenders() {}

  static Autoscaler upstream(Load load) {
    return new UpstreamAlgorithm(load.offering(), BOOT);
  }

  /** A group that says nothing but its size. */
  static Autoscaler drover(Load load) {
    return new DroverItself("Drover", group(false), load.offering(), policies(), BOOT);
  }

  /** With {@code scaleDown.consolidate}. */
  static Autoscaler consolidating(Load load) {
    return new DroverItself(
        "Drover, consolidating", group(true), load.offering(), policies(), BOOT);
  }

  private static ActivePolicies policies() {
    return ActivePolicies.of(Shipped.POLICIES);
  }

  private static NodeGroupFact group(boolean consolidates) {
    return aGroup("general")
        .from("cloud")
        .sized(0, 1_000)
        .scalingDown(
            new GroupSpec.ScaleDown(
                true,
                HALF,
                TEN_MINUTES,
                TEN_MINUTES,
                GroupSpec.Terms.NONE,
                new GroupSpec.Consolidation(consolidates, Duration.ofHours(1)),
                null))
        .build();
  }
}
