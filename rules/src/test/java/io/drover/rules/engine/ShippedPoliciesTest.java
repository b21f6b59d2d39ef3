package io.drover.rules.engine;

import static io.drover.rules.facts.NodeStatsBuilder.figures;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.Budget;
import io.drover.rules.facts.NodeStats;
import io.drover.rules.facts.PendingPod;
import io.drover.rules.facts.PodKey;
import io.drover.rules.plan.Concluded;
import io.drover.rules.plan.Demand;
import io.drover.rules.plan.NodeConclusion;
import io.drover.rules.plan.PolicyAnswer;
import io.drover.rules.plan.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class ShippedPoliciesTest {
  private static PolicyFolder folder = new PolicyFolder(Map.of());
  private static Compiled compiled = new Compiled.Refused("", List.of());

  @BeforeAll
  static void compileOnce() {
    folder = PolicyFiles.shipped();
    compiled =
        new PolicyCompiler(EngineLimits.DEFAULT, () -> Budget.ofSteps(100_000)).compile(folder);
  }

  private static CompiledPolicies policies() {
    assertThat(compiled).isInstanceOf(CompiledPolicies.class);
    return (CompiledPolicies) compiled;
  }

  private static NodeStats node(String name, int pods, double requested) {
    return figures(name).requesting(pods, requested, requested).build();
  }

  @Test
  void compileAndPassTheirCases() {
    assertThat(policies().rules()).hasSize(35);
    assertThat(policies().version()).isEqualTo(folder.version()).matches("[0-9a-f]{12}");
  }

  @Test
  void everyRuleIsSeenToFireAndNotToFireAndAtEachOfItsEdges() {
    Coverage coverage = policies().coverage();

    assertThat(coverage.rules()).hasSameSizeAs(policies().rules());
    assertThat(coverage.complete()).as("%s", coverage.text()).isTrue();
  }

  @Test
  void sayWhichRuleConcludedFromWhichFacts() {
    PodKey pod = new PodKey("default", "web-1");
    PendingPod pending = new PendingPod(pod, 0, Duration.ofSeconds(5), false, Duration.ZERO, false);

    assertThat(policies().growth(List.of(pending), List.of(), AroundNothing.HERE))
        .isEqualTo(
            new PolicyAnswer.Answered<>(
                List.of(
                    new Concluded<>(
                        new Demand(pod),
                        "A pod that its scheduler found unschedulable is demand",
                        Reason.PODS_UNSCHEDULABLE,
                        List.of(pending.toString())))));
  }

  @Test
  void answerInOrderOfTheSubject() {
    NodeStats second = node("n2", 0, 0);
    NodeStats tenth = node("n10", 1, 0.1);
    NodeStats busy = figures("n3").requesting(1, 0.1, 0.1).using(0.95).build();

    PolicyAnswer<NodeConclusion> answer =
        policies().unneeded(List.of(second, busy, tenth), List.of(), AroundNothing.HERE);

    assertThat(((PolicyAnswer.Answered<NodeConclusion>) answer).conclusions())
        .extracting(each -> each.conclusion().node() + " " + each.reason())
        .containsExactly(
            "n10 NODE_UNDERUTILIZED", "n2 NODE_EMPTY", "n3 UTILIZATION_ABOVE_THRESHOLD");
  }

  @Test
  void areInTheJarUnderTheirIndex() throws IOException {
    try (var index = ShippedPoliciesTest.class.getResourceAsStream("/policies/index")) {
      assertThat(index).isNotNull();
      assertThat(new String(index.readAllBytes(), StandardCharsets.UTF_8).lines())
          .containsExactlyInAnyOrderElementsOf(folder.files().keySet());
    }
  }
}
