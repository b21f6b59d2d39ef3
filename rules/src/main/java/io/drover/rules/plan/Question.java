package io.drover.rules.plan;

import io.drover.rules.facts.InterruptionFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.ProviderName;
import io.drover.rules.facts.World;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Everything a plan is made from.
 *
 * @param id of the plan
 * @param offerings by provider; a provider that is missing has not told its offerings yet
 * @param usage what is really used, where it is measured
 * @param observeAll whether every group counts as observed, because the cluster is
 * @param remembered what the last plan handed on
 */
public record Question(
    String id,
    Instant now,
    World world,
    Map<ProviderName, List<OfferingFact>> offerings,
    Measured usage,
    List<InterruptionFact> interruptions,
    boolean observeAll,
    Remembered remembered) {
  public Question {
    offerings = Map.copyOf(offerings);
    interruptions = List.copyOf(interruptions);
  }

  /** Whether what is decided about the group is only told. */
  boolean observes(NodeGroupFact group) {
    return observeAll || group.observed();
  }

  Question with(Remembered other) {
    return new Question(id, now, world, offerings, usage, interruptions, observeAll, other);
  }
}
