package io.drover.rules.plan;

import io.drover.rules.facts.InterruptedNode;
import io.drover.rules.facts.NodeStats;
import io.drover.rules.facts.OfferingStats;
import io.drover.rules.facts.PendingPod;
import io.drover.rules.facts.UtilizationFact;
import java.util.List;

/** The operator's scaling rules, as the planner asks them. Answers depend on the facts alone. */
public interface ScalingPolicy {
  /** Names the version of the rules that answer. */
  String version();

  /**
   * Which pending pods are demand, which offerings count as dearer or are not bought, and how many
   * nodes groups are to have at least (folder {@code scale-up}).
   *
   * @param offerings that groups may buy, each once for each group
   */
  PolicyAnswer<Growth> growth(
      List<PendingPod> pods, List<OfferingStats> offerings, Surroundings around);

  /**
   * Which nodes are unneeded and which stay (folder {@code scale-down}); one that is both stays.
   * Usage is given only while fresh.
   */
  PolicyAnswer<NodeConclusion> unneeded(
      List<NodeStats> nodes, List<UtilizationFact> usage, Surroundings around);

  /** Which interrupted nodes are to be drained now (folder {@code spot}). */
  PolicyAnswer<Evacuation> evacuations(List<InterruptedNode> nodes);
}
