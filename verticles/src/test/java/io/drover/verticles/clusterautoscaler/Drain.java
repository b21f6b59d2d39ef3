package io.drover.verticles.clusterautoscaler;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.ManagedNodeBuilder.aManagedNode;
import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.WorldBuilder.aWorld;

import io.drover.rules.facts.DisruptionBudgetFact;
import io.drover.rules.facts.Fact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.World;
import io.drover.rules.plan.Concluded;
import io.drover.rules.plan.PolicyAnswer;
import io.drover.rules.plan.Reason;
import io.drover.rules.safety.Objection;
import io.drover.rules.safety.Objections;
import io.drover.rules.safety.SafetyPolicy;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What the safety rules say of draining a node with given pods, in a cluster with room enough.
 *
 * @param owners all owners that exist
 */
record Drain(
    SafetyPolicy policy, Instant now, List<DisruptionBudgetFact> budgets, List<Fact> owners) {
  private static final NodeName NODE = new NodeName("node");

  /** The reasons for which the node is kept. */
  Set<Reason> objections(Collection<PodFact> pods) {
    return switch (Objections.of(policy, world(pods), PodFact.EXPENDABLE_BELOW, now)) {
      case PolicyAnswer.CutOff<Objection>(String detail) -> throw new AssertionError(detail);
      case PolicyAnswer.Answered<Objection>(List<Concluded<Objection>> conclusions) -> {
        Set<Reason> reasons = EnumSet.noneOf(Reason.class);
        conclusions.stream()
            .filter(one -> one.conclusion().node().equals(NODE))
            .forEach(one -> reasons.add(one.reason()));
        yield reasons;
      }
    };
  }

  /** Whether a plan would give it another place. */
  boolean moves(PodFact pod) {
    return world(List.of(pod)).podsOn(NODE).contains(pod) && pod.moves();
  }

  private World world(Collection<PodFact> pods) {
    return aWorld()
        .with(aGroup("general"))
        .with(aManagedNode("node"), aManagedNode("other"))
        .with(aNode("node"), aNode("other").with("1000", "1000Gi"))
        .with(pods.toArray(Fact[]::new))
        .with(budgets.toArray(Fact[]::new))
        .with(owners.toArray(Fact[]::new))
        .build();
  }
}
