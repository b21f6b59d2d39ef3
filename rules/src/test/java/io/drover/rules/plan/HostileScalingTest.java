package io.drover.rules.plan;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.ManagedNodeBuilder.aManagedNode;
import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.InterruptedNode;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.NodeStats;
import io.drover.rules.facts.OfferingStats;
import io.drover.rules.facts.PendingPod;
import io.drover.rules.facts.PodKey;
import io.drover.rules.facts.ProviderName;
import io.drover.rules.facts.UtilizationFact;
import io.drover.rules.facts.WorldBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rules may conclude nonsense: it is passed over. */
class HostileScalingTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final NodeName A = new NodeName("a");
  private static final ScalingPolicy HOSTILE = new Concluding(new PodKey("no", "where"), List.of());

  private static Thought think(WorldBuilder world) {
    return think(HOSTILE, world);
  }

  private static Thought think(ScalingPolicy policy, WorldBuilder world) {
    return new Planner(policy)
        .plan(
            new Question(
                "plan-1",
                NOW,
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

  @Test
  void aNodeThatARuleKeepsStaysWhateverOtherRulesConclude() {
    Concluded<NodeConclusion> unneeded = of(new Unneeded(A), Reason.NODE_EMPTY, List.of());
    Concluded<NodeConclusion> kept = of(new Kept(A), Reason.SYSTEM_POD, List.of("a fact"));
    Thought thought =
        think(
            new Concluding(new PodKey("no", "where"), List.of(unneeded, kept)),
            aWorld()
                .with(aGroup("general"))
                .with(aManagedNode("a"))
                .with(aNode("a").candidateSince(NOW.minus(Duration.ofHours(1)))));

    assertThat(thought.plan().actions())
        .containsExactly(
            new Planned(
                new Action.ClearCandidate(new GroupName("general"), A, Reason.SYSTEM_POD),
                new Justification(List.of("The plain rule"), List.of("a fact"))));
    assertThat(thought.plan().rejections())
        .containsExactly(new Rejection("node a", "", Reason.SYSTEM_POD, "The plain rule: a fact"));
    assertThat(thought.considered().kept()).hasSize(1);
    assertThat(thought.considered().unneeded()).hasSize(1);
  }

  private static Concluded<NodeConclusion> of(
      NodeConclusion conclusion, Reason reason, List<String> facts) {
    return new Concluded<>(conclusion, "The plain rule", reason, facts);
  }

  /**
   * Demands room for a pod that nobody asked about.
   *
   * @param nodes what it says of nodes
   */
  private record Concluding(PodKey pod, List<Concluded<NodeConclusion>> nodes)
      implements ScalingPolicy {
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
    public PolicyAnswer<NodeConclusion> unneeded(
        List<NodeStats> asked, List<UtilizationFact> usage, Surroundings around) {
      return new PolicyAnswer.Answered<>(nodes);
    }

    @Override
    public PolicyAnswer<Evacuation> evacuations(List<InterruptedNode> nodes) {
      return new PolicyAnswer.Answered<>(List.of());
    }
  }
}
