package io.drover.rules.plan;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.ManagedNodeBuilder.aManagedNode;
import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.ProviderName;
import io.drover.rules.facts.UtilizationFact;
import io.drover.rules.facts.WorldBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** No metrics is not idle. */
final class MeasuredTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private static Plan plan(WorldBuilder world, Measured usage) {
    return new Planner(new PlainScaling())
        .plan(
            new Question(
                "plan",
                NOON,
                world.build(),
                Map.of(new ProviderName("sim"), List.of(anOffering("small").build())),
                usage,
                List.of(),
                false,
                Remembered.NOTHING))
        .plan();
  }

  private static Measured samples(String... nodes) {
    return new Measured(
        true,
        List.of(nodes).stream()
            .map(node -> new UtilizationFact(new NodeName(node), 0.1, 0.1, NOON))
            .toList());
  }

  private static WorldBuilder twoNodes() {
    return aWorld()
        .with(aGroup("general"))
        .with(aManagedNode("a"), aManagedNode("b"))
        .with(aNode("a"), aNode("b"));
  }

  private static WorldBuilder littleOnA() {
    return twoNodes()
        .with(aPod("web").on("a").asking("100m", "1Mi"), aPod("db").on("b").asking("1700m", "1Mi"));
  }

  private static List<NodeName> marked(Plan plan) {
    return plan.actions().stream()
        .map(Planned::action)
        .filter(Action.MarkCandidate.class::isInstance)
        .map(action -> ((Action.MarkCandidate) action).node())
        .toList();
  }

  @Test
  void keepsANodeThatShouldBeMeasuredAndIsNot() {
    Plan plan = plan(littleOnA(), samples("b"));

    assertThat(marked(plan)).isEmpty();
    assertThat(plan.rejections()).extracting(Rejection::reason).contains(Reason.USAGE_UNKNOWN);
  }

  @Test
  void letsANodeGoThatIsMeasured() {
    assertThat(marked(plan(littleOnA(), samples("a", "b")))).containsExactly(new NodeName("a"));
  }

  @Test
  void letsANodeGoByItsRequestsWhereNobodyMeasures() {
    assertThat(marked(plan(littleOnA(), Measured.NOTHING))).containsExactly(new NodeName("a"));
  }

  @Test
  void letsAnEmptyNodeGoUnmeasured() {
    assertThat(marked(plan(twoNodes(), samples()))).isNotEmpty();
  }
}
