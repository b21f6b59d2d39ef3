package io.drover.rules.engine;

import static io.drover.rules.facts.NodeStatsBuilder.figures;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.InterruptedNode;
import io.drover.rules.facts.InterruptionFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.NodeStats;
import io.drover.rules.facts.PendingPod;
import io.drover.rules.facts.PodKey;
import io.drover.rules.facts.RemovalCandidate;
import io.drover.rules.facts.UtilizationFact;
import io.drover.rules.plan.PolicyAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** A large cluster, as far as rules see one, and all that policies say of it. */
final class ManyFacts {
  private final int count;

  ManyFacts(int count) {
    this.count = count;
  }

  private <T> List<T> each(IntFunction<T> one) {
    return IntStream.range(0, count).mapToObj(one).toList();
  }

  private static NodeName node(int n) {
    return new NodeName("n" + n);
  }

  List<PendingPod> pods() {
    return each(
        n ->
            new PendingPod(
                new PodKey("default", "p" + n),
                n,
                Duration.ofSeconds(n),
                n % 2 == 1,
                Duration.ZERO,
                false));
  }

  private List<NodeStats> nodes() {
    return each(
        n ->
            figures("n" + n)
                .requesting(n, 0.1, 0.2)
                .old(Duration.ofHours(n))
                .using(0.9)
                .protectedByOwner(n % 2 == 1)
                .build());
  }

  private List<UtilizationFact> usage() {
    return each(n -> new UtilizationFact(node(n), 0.9, 0.1, Instant.EPOCH));
  }

  private List<RemovalCandidate> candidates() {
    return each(
        n ->
            new RemovalCandidate(
                node(n),
                new GroupName("general"),
                n,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0.5,
                0.95,
                false,
                false,
                false));
  }

  private List<InterruptedNode> interrupted() {
    GroupName group = new GroupName("general");
    return each(
        n ->
            new InterruptedNode(
                node(n), group, InterruptionFact.Kind.INTERRUPTION, true, true, 1, 10, 0.3));
  }

  /** Every question that there is. */
  List<PolicyAnswer<?>> answers(CompiledPolicies policies) {
    return List.of(
        policies.growth(pods(), List.of(), AroundNothing.HERE),
        policies.unneeded(nodes(), usage(), AroundNothing.HERE),
        policies.objections(candidates()),
        policies.evacuations(interrupted()));
  }
}
