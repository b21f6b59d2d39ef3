package io.drover.rules.engine;

import io.drover.rules.facts.Budget;
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
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * One version of the policies, ready to be asked; immutable and safe for several threads. Each
 * question runs in a session of its own, under a budget of its own.
 */
public final class CompiledPolicies implements Compiled, ScalingPolicy, SafetyPolicy {
  private final PolicyFolder files;
  private final String version;
  private final Map<Decision, RuleBase> bases;
  private final EngineLimits limits;
  private final Supplier<Budget> budgets;
  private final Supplier<List<Proved>> proved;

  CompiledPolicies(
      PolicyFolder files,
      Map<Decision, RuleBase> bases,
      Supplier<List<Proved>> proved,
      EngineLimits limits,
      Supplier<Budget> budgets) {
    this.files = files;
    this.version = files.version();
    this.proved = proved;
    this.bases = Map.copyOf(bases);
    this.limits = limits;
    this.budgets = budgets;
  }

  @Override
  public String version() {
    return version;
  }

  /** What they were compiled from. */
  public PolicyFolder files() {
    return files;
  }

  /** The names of all rules, in order. */
  public List<String> rules() {
    return bases.values().stream()
        .flatMap(base -> base.reasons().keySet().stream())
        .sorted()
        .toList();
  }

  /** What the cases beside the rules have shown of them; it is worked out at each call. */
  public Coverage coverage() {
    return new Coverage(proved.get().stream().flatMap(Proved::coverage).toList());
  }

  @Override
  public PolicyAnswer<Growth> growth(
      List<PendingPod> pods, List<OfferingStats> offerings, Surroundings around) {
    List<Object> facts = new ArrayList<>(pods);
    facts.addAll(offerings);
    facts.addAll(around.facts());
    return GrowthOrder.of(ask(Decision.SCALE_UP, facts));
  }

  @Override
  public PolicyAnswer<NodeConclusion> unneeded(
      List<NodeStats> nodes, List<UtilizationFact> usage, Surroundings around) {
    List<Object> facts = new ArrayList<>(nodes);
    facts.addAll(usage);
    facts.addAll(around.facts());
    return Evaluation.only(
        NodeConclusion.class,
        Comparator.comparing(NodeConclusion::node),
        ask(Decision.SCALE_DOWN, facts));
  }

  @Override
  public PolicyAnswer<Evacuation> evacuations(List<InterruptedNode> nodes) {
    return Evaluation.only(
        Evacuation.class, Comparator.comparing(Evacuation::node), ask(Decision.SPOT, nodes));
  }

  @Override
  public PolicyAnswer<Objection> objections(List<RemovalCandidate> candidates) {
    return Evaluation.only(
        Objection.class, Comparator.comparing(Objection::node), ask(Decision.SAFETY, candidates));
  }

  @Override
  public PolicyAnswer<GroupObjection> groupObjections(List<ProposedGroup> groups) {
    return Evaluation.only(
        GroupObjection.class,
        Comparator.comparing(GroupObjection::group),
        ask(Decision.SAFETY, groups));
  }

  private PolicyAnswer<Object> ask(Decision decision, Collection<?> facts) {
    return new Evaluation(Objects.requireNonNull(bases.get(decision)), limits)
        .run(facts, budgets.get());
  }
}
