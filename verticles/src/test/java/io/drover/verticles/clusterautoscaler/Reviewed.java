package io.drover.verticles.clusterautoscaler;

import io.drover.rules.facts.ClusterMinimum;
import io.drover.rules.facts.GroupSpec.DisruptionLimit;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.RemovalLimits;
import io.drover.rules.facts.World;
import io.drover.rules.plan.Action;
import io.drover.rules.plan.Plan;
import io.drover.rules.plan.Planned;
import io.drover.rules.plan.Reason;
import io.drover.rules.safety.Circumstances;
import io.drover.rules.safety.Judgement;
import io.drover.rules.safety.Limits;
import io.drover.rules.safety.PlanReview;
import io.drover.rules.safety.SafetyPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A plan after its review, under limits of removals for the whole cluster and none for a group. */
final class Reviewed {
  private static final int UNLIMITED = 1000;

  private final List<String> empty = new ArrayList<>();
  private final List<String> drain = new ArrayList<>();
  private final List<Reason> refused = new ArrayList<>();

  /**
   * Reviews.
   *
   * @param most removals at once in the cluster
   */
  Reviewed(
      Plan plan, World world, SafetyPolicy policy, RemovalLimits most, ClusterMinimum minimum) {
    Instant now = plan.at();
    Limits limits =
        new Limits(
            Duration.ofSeconds(10),
            UNLIMITED,
            UNLIMITED,
            Duration.ofMinutes(10),
            new DisruptionLimit(100, true),
            1,
            1,
            PodFact.EXPENDABLE_BELOW,
            most,
            minimum);
    Circumstances circumstances = new Circumstances(now, now, true, true, "", 0);
    Judgement judgement =
        new PlanReview(policy, limits).review(plan, world, circumstances, Map.of());
    judgement.refused().forEach(one -> refused.add(one.reason()));
    for (Planned planned : judgement.approved().actions()) {
      if (planned.action() instanceof Action.RemoveNode remove) {
        (remove.pods().isEmpty() ? empty : drain).add(remove.node().value());
      }
    }
  }

  /** Nodes that go without a drain, then those that are drained, in the order of the plan. */
  String told() {
    return told(empty, drain);
  }

  /** Why the first that may not go now stays. */
  Optional<Reason> refused() {
    return refused.stream().findFirst();
  }

  /** The same by name. */
  String toldByName() {
    return told(empty.stream().sorted().toList(), drain.stream().sorted().toList());
  }

  static String told(List<String> empty, List<String> drain) {
    return "empty " + empty + ", drain " + drain;
  }
}
