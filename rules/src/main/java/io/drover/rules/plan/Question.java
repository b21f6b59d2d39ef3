package io.drover.rules.plan;

import io.drover.rules.facts.ClusterSettings;
import io.drover.rules.facts.InterruptionFact;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.ProviderName;
import io.drover.rules.facts.World;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything a plan is made from.
 *
 * @param id of the plan
 * @param offerings by provider; a provider that is missing has not told its offerings yet
 * @param usage what is really used, where it is measured
 * @param observeAll whether every group counts as observed, because the cluster is
 * @param remembered what the last plan handed on
 * @param settings what the configuration says besides the groups
 */
public record Question(
    String id,
    Instant now,
    World world,
    Map<ProviderName, List<OfferingFact>> offerings,
    Measured usage,
    List<InterruptionFact> interruptions,
    boolean observeAll,
    Remembered remembered,
    ClusterSettings settings) {
  public Question {
    offerings = Map.copyOf(offerings);
    interruptions = List.copyOf(interruptions);
  }

  /** With the usual settings. */
  public Question(
      String id,
      Instant now,
      World world,
      Map<ProviderName, List<OfferingFact>> offerings,
      Measured usage,
      List<InterruptionFact> interruptions,
      boolean observeAll,
      Remembered remembered) {
    this(
        id,
        now,
        world,
        offerings,
        usage,
        interruptions,
        observeAll,
        remembered,
        ClusterSettings.DEFAULT);
  }

  /** Whether what is decided about the group is only told. */
  public boolean observes(NodeGroupFact group) {
    return observeAll || group.observed();
  }

  /** Pods of a lower priority are expendable; at most zero. */
  public int expendableBelow() {
    return settings.expendableBelow();
  }

  /** Since when the node is noted as unneeded; empty where it is not, or nobody knows. */
  public Optional<Instant> unneededSince(NodeFact node, NodeGroupFact group) {
    return world.servingNodes().stream()
        .filter(serving -> serving.name().equals(node.name()))
        .findFirst()
        .map(serving -> Mark.of(serving, observes(group), this).since());
  }

  /** Until when the group rests after it grew; when it grew, if unknown, counts as just now. */
  public Instant coolUntil(NodeGroupFact group) {
    Instant lastScaleUp =
        Optional.ofNullable(group.history().lastScaleUp())
            .orElseGet(() -> remembered.historyLostSince().getOrDefault(group.name(), now));
    return lastScaleUp.plus(group.spec().behaviour().scaleDown().cooldownAfterScaleUp());
  }

  Question with(Remembered other) {
    return new Question(
        id, now, world, offerings, usage, interruptions, observeAll, other, settings);
  }
}
