package io.drover.verticles.simulation.seeds;

import io.drover.rules.facts.InterruptedNode;
import io.drover.rules.facts.NodeStats;
import io.drover.rules.facts.OfferingStats;
import io.drover.rules.facts.PendingPod;
import io.drover.rules.facts.RemovalCandidate;
import io.drover.rules.facts.UtilizationFact;
import io.drover.rules.plan.Concluded;
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
import io.drover.verticles.bus.ActivePolicies;
import io.drover.verticles.simulation.PlainPolicy;
import io.drover.verticles.simulation.Shipped;
import java.util.List;
import java.util.function.Supplier;

/** The rules that decide in a seed, and those that are swapped in. */
final class Rules {
  private Rules() {}

  /** Those that Drover ships. */
  static ActivePolicies shipped() {
    return ActivePolicies.of(Shipped.POLICIES);
  }

  /** What those say in the plain cases, without an engine. */
  static ActivePolicies plain() {
    PlainPolicy plain = new PlainPolicy();
    return new ActivePolicies("plain", plain, plain, Shipped.POLICIES.files());
  }

  /** Whichever of the two is asked for. */
  static Supplier<ActivePolicies> named(String name) {
    return name.equals("plain") ? Rules::plain : Rules::shipped;
  }

  static ActivePolicies other(ActivePolicies policies) {
    return new ActivePolicies(
        policies.version() + "'", policies.scaling(), policies.safety(), policies.files());
  }

  static ActivePolicies silent() {
    return ActivePolicies.none("cut off");
  }

  static ActivePolicies hostile(ActivePolicies policies) {
    Hostile hostile = new Hostile(policies.scaling());
    return new ActivePolicies("hostile", hostile, hostile, policies.files());
  }

  /** Finds every node unneeded, objects to nothing. */
  private record Hostile(ScalingPolicy other) implements ScalingPolicy, SafetyPolicy {
    @Override
    public String version() {
      return "hostile";
    }

    @Override
    public PolicyAnswer<Growth> growth(
        List<PendingPod> pods, List<OfferingStats> offerings, Surroundings around) {
      return other.growth(pods, offerings, around);
    }

    @Override
    public PolicyAnswer<NodeConclusion> unneeded(
        List<NodeStats> nodes, List<UtilizationFact> usage, Surroundings around) {
      return new PolicyAnswer.Answered<>(
          nodes.stream()
              .map(
                  node ->
                      new Concluded<NodeConclusion>(
                          new Unneeded(node.node()),
                          "Every node is unneeded",
                          Reason.NODE_UNDERUTILIZED,
                          List.of(node.toString())))
              .toList());
    }

    @Override
    public PolicyAnswer<Evacuation> evacuations(List<InterruptedNode> nodes) {
      return other.evacuations(nodes);
    }

    @Override
    public PolicyAnswer<Objection> objections(List<RemovalCandidate> candidates) {
      return new PolicyAnswer.Answered<>(List.of());
    }
  }
}
