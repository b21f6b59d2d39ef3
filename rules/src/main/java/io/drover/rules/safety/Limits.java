package io.drover.rules.safety;

import io.drover.rules.facts.ClusterMinimum;
import io.drover.rules.facts.GroupSpec.DisruptionLimit;
import io.drover.rules.facts.NewGroups;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.RemovalLimits;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The figures of the invariants.
 *
 * @param viewMaxAge how old the view of the cluster may be
 * @param removalsPerPlan most nodes that one plan removes
 * @param removalsPerWindow most nodes removed within {@code window}
 * @param defaultBudget disruption budget of a group that states none
 * @param unhealthyShare fraction 0..1 of nodes that may be unready before everything is frozen
 * @param requestedAfterRemoval fraction 0..1 of cpu and of memory that pods may ask for of the
 *     nodes that a removal leaves
 * @param expendableBelow pods of a lower priority keep no node, unless by a disruption budget
 * @param removals how many nodes may be on their way out at once
 * @param minimum what must remain of the cluster
 * @param newGroups which node groups may be made for pods; null where none may
 */
public record Limits(
    Duration viewMaxAge,
    int removalsPerPlan,
    int removalsPerWindow,
    Duration window,
    DisruptionLimit defaultBudget,
    double unhealthyShare,
    double requestedAfterRemoval,
    int expendableBelow,
    RemovalLimits removals,
    ClusterMinimum minimum,
    @Nullable NewGroups newGroups) {
  /** As in the Cluster Autoscaler, a few unready nodes never freeze a small cluster. */
  static final int UNHEALTHY_ALWAYS_ALLOWED = 3;

  public static final Limits DEFAULT =
      new Limits(
          Duration.ofSeconds(10),
          10,
          50,
          Duration.ofMinutes(10),
          new DisruptionLimit(10, true),
          0.45,
          0.95,
          PodFact.EXPENDABLE_BELOW,
          RemovalLimits.DEFAULT,
          ClusterMinimum.NONE);

  /** Where no node group is made for pods. */
  public Limits(
      Duration viewMaxAge,
      int removalsPerPlan,
      int removalsPerWindow,
      Duration window,
      DisruptionLimit defaultBudget,
      double unhealthyShare,
      double requestedAfterRemoval,
      int expendableBelow,
      RemovalLimits removals,
      ClusterMinimum minimum) {
    this(
        viewMaxAge,
        removalsPerPlan,
        removalsPerWindow,
        window,
        defaultBudget,
        unhealthyShare,
        requestedAfterRemoval,
        expendableBelow,
        removals,
        minimum,
        null);
  }

  /** The same, with node groups made for pods. */
  public Limits making(@Nullable NewGroups groups) {
    return new Limits(
        viewMaxAge,
        removalsPerPlan,
        removalsPerWindow,
        window,
        defaultBudget,
        unhealthyShare,
        requestedAfterRemoval,
        expendableBelow,
        removals,
        minimum,
        groups);
  }
}
