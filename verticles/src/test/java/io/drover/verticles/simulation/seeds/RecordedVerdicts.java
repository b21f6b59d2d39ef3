package io.drover.verticles.simulation.seeds;

import io.drover.rules.facts.InterruptedNode;
import io.drover.rules.facts.NodeStats;
import io.drover.rules.facts.OfferingStats;
import io.drover.rules.facts.PendingPod;
import io.drover.rules.facts.RemovalCandidate;
import io.drover.rules.facts.UtilizationFact;
import io.drover.rules.plan.Evacuation;
import io.drover.rules.plan.Growth;
import io.drover.rules.plan.NodeConclusion;
import io.drover.rules.plan.PolicyAnswer;
import io.drover.rules.plan.ScalingPolicy;
import io.drover.rules.plan.Surroundings;
import io.drover.rules.safety.Objection;
import io.drover.rules.safety.SafetyPolicy;
import io.drover.verticles.bus.ActivePolicies;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * What rules have said to the same facts once: their answers depend on the facts alone. A seed that
 * is played again asks nothing new.
 */
final class RecordedVerdicts implements ScalingPolicy, SafetyPolicy {
  /** So that a long run does not fill the memory with what is never asked again. */
  private static final int MOST = 200_000;

  private final ActivePolicies rules;
  private final Map<List<Object>, PolicyAnswer<?>> answers = new ConcurrentHashMap<>();
  private final LongAdder asked = new LongAdder();
  private final LongAdder reasoned = new LongAdder();

  RecordedVerdicts(ActivePolicies rules) {
    this.rules = rules;
  }

  ActivePolicies policies() {
    return new ActivePolicies(rules.version(), this, this, rules.files());
  }

  @Override
  public String version() {
    return rules.version();
  }

  @Override
  public PolicyAnswer<Growth> growth(
      List<PendingPod> pods, List<OfferingStats> offerings, Surroundings around) {
    return answer(
        List.of("growth", pods, offerings, around),
        () -> rules.scaling().growth(pods, offerings, around));
  }

  @Override
  public PolicyAnswer<NodeConclusion> unneeded(
      List<NodeStats> nodes, List<UtilizationFact> usage, Surroundings around) {
    return answer(
        List.of("unneeded", nodes, usage, around),
        () -> rules.scaling().unneeded(nodes, usage, around));
  }

  @Override
  public PolicyAnswer<Evacuation> evacuations(List<InterruptedNode> nodes) {
    return answer(List.of("evacuations", nodes), () -> rules.scaling().evacuations(nodes));
  }

  @Override
  public PolicyAnswer<Objection> objections(List<RemovalCandidate> candidates) {
    return answer(List.of("objections", candidates), () -> rules.safety().objections(candidates));
  }

  @SuppressWarnings("unchecked") // the name of the question is part of the key
  private <C> PolicyAnswer<C> answer(List<Object> question, Supplier<PolicyAnswer<C>> rule) {
    asked.increment();
    PolicyAnswer<?> known = answers.get(question);
    if (known != null) {
      return (PolicyAnswer<C>) known;
    }
    reasoned.increment();
    PolicyAnswer<C> answer = rule.get();
    if (answers.size() < MOST) {
      answers.put(question, answer);
    }
    return answer;
  }

  /** How many of the questions the rules were asked themselves. */
  String figures() {
    return reasoned.sumThenReset() + " of " + asked.sumThenReset() + " verdicts were new";
  }
}
