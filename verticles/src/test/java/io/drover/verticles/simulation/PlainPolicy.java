package io.drover.verticles.simulation;

import io.drover.rules.facts.InterruptedNode;
import io.drover.rules.facts.InterruptionFact;
import io.drover.rules.facts.NodeStats;
import io.drover.rules.facts.OfferingStats;
import io.drover.rules.facts.PendingPod;
import io.drover.rules.facts.RemovalCandidate;
import io.drover.rules.facts.UtilizationFact;
import io.drover.rules.plan.Concluded;
import io.drover.rules.plan.Demand;
import io.drover.rules.plan.Evacuation;
import io.drover.rules.plan.Growth;
import io.drover.rules.plan.NodeConclusion;
import io.drover.rules.plan.PolicyAnswer;
import io.drover.rules.plan.Reason;
import io.drover.rules.plan.ScalingPolicy;
import io.drover.rules.plan.Surroundings;
import io.drover.rules.plan.Unneeded;
import io.drover.rules.safety.Objection;
import io.drover.rules.safety.SafetyPolicy;
import java.util.List;
import java.util.function.Predicate;

/** What the shipped rules say in the plain cases, without an engine. */
public final class PlainPolicy implements ScalingPolicy, SafetyPolicy {
  @Override
  public String version() {
    return "plain";
  }

  @Override
  public PolicyAnswer<Growth> growth(
      List<PendingPod> pods, List<OfferingStats> offerings, Surroundings around) {
    return answered(
        pods, pod -> !pod.daemon(), pod -> new Demand(pod.pod()), Reason.PODS_UNSCHEDULABLE);
  }

  @Override
  public PolicyAnswer<NodeConclusion> unneeded(
      List<NodeStats> nodes, List<UtilizationFact> usage, Surroundings around) {
    return answered(
        nodes,
        node -> node.requested() <= node.threshold() && !node.protectedByOwner(),
        node -> new Unneeded(node.node()),
        Reason.NODE_UNDERUTILIZED);
  }

  @Override
  public PolicyAnswer<Evacuation> evacuations(List<InterruptedNode> nodes) {
    return answered(
        nodes,
        node -> node.kind() == InterruptionFact.Kind.INTERRUPTION,
        node -> new Evacuation(node.node()),
        Reason.NODE_INTERRUPTED);
  }

  @Override
  public PolicyAnswer<Objection> objections(List<RemovalCandidate> candidates) {
    return answered(
        candidates,
        c -> c.barePods() + c.unsafePods() > 0 && !c.interrupted(),
        c -> new Objection(c.node()),
        Reason.BLOCKED_BY_POD);
  }

  private static <F, C> PolicyAnswer<C> answered(
      List<F> facts,
      Predicate<F> fires,
      java.util.function.Function<F, C> conclusion,
      Reason reason) {
    return new PolicyAnswer.Answered<>(
        facts.stream()
            .filter(fires)
            .map(
                f ->
                    new Concluded<>(
                        conclusion.apply(f), "The plain rule", reason, List.of(f.toString())))
            .toList());
  }
}
