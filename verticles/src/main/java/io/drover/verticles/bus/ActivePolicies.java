package io.drover.verticles.bus;

import io.drover.rules.engine.CompiledPolicies;
import io.drover.rules.engine.PolicyFolder;
import io.drover.rules.facts.InterruptedNode;
import io.drover.rules.facts.NodeStats;
import io.drover.rules.facts.OfferingStats;
import io.drover.rules.facts.PendingPod;
import io.drover.rules.facts.ProposedGroup;
import io.drover.rules.facts.RemovalCandidate;
import io.drover.rules.facts.UtilizationFact;
import io.drover.rules.plan.Evacuation;
import io.drover.rules.plan.Growth;
import io.drover.rules.plan.NodeConclusion;
import io.drover.rules.plan.PolicyAnswer;
import io.drover.rules.plan.ScalingPolicy;
import io.drover.rules.plan.Surroundings;
import io.drover.rules.safety.GroupObjection;
import io.drover.rules.safety.Objection;
import io.drover.rules.safety.SafetyPolicy;
import java.util.List;
import java.util.Map;

/**
 * The compiled policies that decide now.
 *
 * @param files that they were compiled from
 */
public record ActivePolicies(
    String version, ScalingPolicy scaling, SafetyPolicy safety, PolicyFolder files) {
  public static ActivePolicies of(CompiledPolicies policies) {
    return new ActivePolicies(policies.version(), policies, policies, policies.files());
  }

  private static final PolicyFolder NOTHING = new PolicyFolder(Map.of());

  /** None: nothing is bought and nothing removed by them. */
  public static ActivePolicies none(String why) {
    return new ActivePolicies("", new Silent(why), new Silent(why), NOTHING);
  }

  /** Policies that say nothing, which is not the same as finding nothing. */
  private record Silent(String why) implements ScalingPolicy, SafetyPolicy {
    @Override
    public String version() {
      return "";
    }

    @Override
    public PolicyAnswer<Growth> growth(
        List<PendingPod> pods, List<OfferingStats> offerings, Surroundings around) {
      return new PolicyAnswer.CutOff<>(why);
    }

    @Override
    public PolicyAnswer<NodeConclusion> unneeded(
        List<NodeStats> nodes, List<UtilizationFact> usage, Surroundings around) {
      return new PolicyAnswer.CutOff<>(why);
    }

    @Override
    public PolicyAnswer<Evacuation> evacuations(List<InterruptedNode> nodes) {
      return new PolicyAnswer.CutOff<>(why);
    }

    @Override
    public PolicyAnswer<Objection> objections(List<RemovalCandidate> candidates) {
      return new PolicyAnswer.CutOff<>(why);
    }

    @Override
    public PolicyAnswer<GroupObjection> groupObjections(List<ProposedGroup> groups) {
      return new PolicyAnswer.CutOff<>(why);
    }
  }

  /** Told when another version takes over. */
  public static final Topic<ActivePolicies> CHANGED =
      new Topic<>("drover.v1.policies.changed", ActivePolicies.class, Reach.LOCAL);

  /** Asks for the version that decides now. */
  public static final Query<PoliciesRequest, ActivePolicies> CURRENT =
      new Query<>(
          "drover.v1.policies.current", PoliciesRequest.class, ActivePolicies.class, Reach.LOCAL);
}
