package io.drover.rules.plan;

import io.drover.rules.facts.InterruptedNode;
import io.drover.rules.facts.NodeStats;
import io.drover.rules.facts.OfferingStats;
import io.drover.rules.facts.PendingPod;
import io.drover.rules.facts.UtilizationFact;
import java.util.List;

/** Every pending pod is demand, every node at or under its threshold unneeded, all evacuated. */
public final class PlainScaling implements ScalingPolicy {
  @Override
  public String version() {
    return "plain";
  }

  @Override
  public PolicyAnswer<Growth> growth(
      List<PendingPod> pods, List<OfferingStats> offerings, Surroundings around) {
    return new PolicyAnswer.Answered<>(
        pods.stream()
            .map(pod -> growth(new Demand(pod.pod()), Reason.PODS_UNSCHEDULABLE))
            .toList());
  }

  @Override
  public PolicyAnswer<NodeConclusion> unneeded(
      List<NodeStats> nodes, List<UtilizationFact> usage, Surroundings around) {
    return new PolicyAnswer.Answered<>(
        nodes.stream()
            .filter(node -> node.requested() <= node.threshold())
            .map(
                node ->
                    PlainScaling.<NodeConclusion>concluded(
                        new Unneeded(node.node()), Reason.NODE_UNDERUTILIZED))
            .toList());
  }

  @Override
  public PolicyAnswer<Evacuation> evacuations(List<InterruptedNode> nodes) {
    return new PolicyAnswer.Answered<>(
        nodes.stream()
            .map(node -> concluded(new Evacuation(node.node()), Reason.NODE_INTERRUPTED))
            .toList());
  }

  static Concluded<Growth> growth(Growth conclusion, Reason reason) {
    return concluded(conclusion, reason);
  }

  static <C> Concluded<C> concluded(C conclusion, Reason reason) {
    return new Concluded<>(conclusion, "The plain rule", reason, List.of());
  }
}
