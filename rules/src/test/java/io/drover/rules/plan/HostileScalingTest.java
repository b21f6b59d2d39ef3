package io.drover.rules.plan;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.ManagedNodeBuilder.aManagedNode;
import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.InterruptedNode;
import io.drover.rules.facts.NodeStats;
import io.drover.rules.facts.OfferingStats;
import io.drover.rules.facts.PendingPod;
import io.drover.rules.facts.PodKey;
import io.drover.rules.facts.ProviderName;
import io.drover.rules.facts.UtilizationFact;
import io.drover.rules.facts.WorldBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rules may conclude nonsense: it is passed over. */
class HostileScalingTest {
  private static final ScalingPolicy HOSTILE = new Demanding(new PodKey("no", "where"));

  private static Thought think(WorldBuilder world) {
    return new Planner(HOSTILE)
        .plan(
            new Question(
                "plan-1",
                Instant.parse("2026-11-20T12:00:00Z"),
                world.build(),
                Map.of(new ProviderName("sim"), List.of(anOffering("small").build())),
                Measured.NOTHING,
                List.of(),
                false,
                Remembered.NOTHING));
  }

  @Test
  void passesOverWhatTheRulesConcludeAboutPodsThatNobodyAskedFor() {
    Thought thought = think(aWorld().with(aGroup("general")).with(aPod("web-1")));

    assertThat(thought.plan().actions()).isEmpty();
  }

  @Test
  void saysThatTheRulesKeepANodeWhoseUtilizationDoesNot() {
    Thought thought =
        think(aWorld().with(aGroup("general")).with(aManagedNode("a")).with(aNode("a")));

    assertThat(thought.plan().rejections())
        .extracting(Rejection::reason)
        .containsExactly(Reason.NOT_APPROVED_BY_POLICY);
  }

  /** Demands room for a pod that nobody asked about. */
  private record Demanding(PodKey pod) implements ScalingPolicy {
    @Override
    public String version() {
      return "hostile";
    }

    @Override
    public PolicyAnswer<Growth> growth(
        List<PendingPod> pods, List<OfferingStats> offerings, Surroundings around) {
      return new PolicyAnswer.Answered<>(
          List.of(PlainScaling.growth(new Demand(pod), Reason.PODS_UNSCHEDULABLE)));
    }

    @Override
    public PolicyAnswer<Unneeded> unneeded(
        List<NodeStats> nodes, List<UtilizationFact> usage, Surroundings around) {
      return new PolicyAnswer.Answered<>(List.of());
    }

    @Override
    public PolicyAnswer<Evacuation> evacuations(List<InterruptedNode> nodes) {
      return new PolicyAnswer.Answered<>(List.of());
    }
  }
}
