package io.drover.rules.safety;

import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.RemovalCandidate;
import io.drover.rules.facts.World;
import io.drover.rules.plan.PolicyAnswer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the safety rules would say if any of our nodes were to go now. */
public final class Objections {
  private Objections() {}

  /**
   * Asks about each READY node with a Node, none of them interrupted.
   *
   * @param expendableBelow pods of a lower priority are in nobody's way
   */
  public static PolicyAnswer<Objection> of(
      SafetyPolicy policy, World world, int expendableBelow, Instant now) {
    Candidates nodes =
        new Candidates(world, expendableBelow, Limits.DEFAULT.requestedAfterRemoval(), now);
    List<RemovalCandidate> candidates = new ArrayList<>();
    for (ManagedNodeFact record : world.managedNodes()) {
      NodeName node = record.progress().nodeName();
      if (node != null
          && record.phase() == ManagedNodeFact.Phase.READY
          && world.node(node).isPresent()) {
        candidates.add(nodes.of(node, record.group(), false));
      }
    }
    return candidates.isEmpty()
        ? new PolicyAnswer.Answered<>(List.of())
        : policy.objections(candidates);
  }
}
