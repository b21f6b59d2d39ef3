package io.drover.daemon.snapshot;

import io.drover.rules.facts.InterruptedNode;
import io.drover.rules.facts.NodeStats;
import io.drover.rules.facts.PendingPod;
import io.drover.rules.facts.UtilizationFact;
import io.drover.rules.plan.Concluded;
import io.drover.rules.plan.Demand;
import io.drover.rules.plan.Evacuation;
import io.drover.rules.plan.PolicyAnswer;
import io.drover.rules.plan.Reason;
import io.drover.rules.plan.ScalingPolicy;
import io.drover.rules.plan.Unneeded;
import java.util.List;

/** Every pending pod is demand, every node under its threshold unneeded, all evacuated. */
final class EagerScaling implements ScalingPolicy {
  @Override
  public String version() {
    return "eager";
  }

  @Override
  public PolicyAnswer<Demand> demand(List<PendingPod> pods) {
    return new PolicyAnswer.Answered<>(
        pods.stream()
            .map(pod -> concluded(new Demand(pod.pod()), Reason.PODS_UNSCHEDULABLE))
            .toList());
  }

  @Override
  public PolicyAnswer<Unneeded> unneeded(List<NodeStats> nodes, List<UtilizationFact> usage) {
    return new PolicyAnswer.Answered<>(
        nodes.stream()
            .filter(node -> node.requested() <= node.threshold())
            .map(node -> concluded(new Unneeded(node.node()), Reason.NODE_UNDERUTILIZED))
            .toList());
  }

  @Override
  public PolicyAnswer<Evacuation> evacuations(List<InterruptedNode> nodes) {
    return new PolicyAnswer.Answered<>(
        nodes.stream()
            .map(node -> concluded(new Evacuation(node.node()), Reason.NODE_INTERRUPTED))
            .toList());
  }

  private static <C> Concluded<C> concluded(C conclusion, Reason reason) {
    return new Concluded<>(conclusion, "eager", reason, List.of());
  }
}
