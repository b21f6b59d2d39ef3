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
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.OfferingStats;
import io.drover.rules.facts.PendingPod;
import io.drover.rules.facts.ProviderName;
import io.drover.rules.facts.UtilizationFact;
import io.drover.rules.facts.World;
import io.drover.rules.facts.WorldBuilder;
import io.drover.rules.safety.Circumstances;
import io.drover.rules.safety.Judgement;
import io.drover.rules.safety.Limits;
import io.drover.rules.safety.PlanReview;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rules may want more nodes of a group than its owner. */
class MinimumSizesTest {
  private final OfferingFact small = anOffering("small").build();
  private final AdvisingScaling rules = new AdvisingScaling();

  private Thinking think(WorldBuilder world) {
    return Thinking.by(rules, world, small);
  }

  private static WorldBuilder idleNodes(int min, String... names) {
    WorldBuilder world = aWorld().with(aGroup("general").sized(min, 10));
    for (String name : names) {
      world.with(aNode(name).candidateSince(Thinking.NOW.minusSeconds(3_600)), aManagedNode(name));
    }
    return world;
  }

  @Test
  void areFilledUpToAfterTheOwnersAndForTheRulesReason() {
    rules.concluding(
        new MinimumSize(aGroup("general").build().name(), 3), "Three", Reason.NODE_NEEDED_AGAIN);

    Thinking thinking = think(aWorld().with(aGroup("general").sized(1, 10)));

    assertThat(thinking.bought())
        .containsExactly(
            "small GROUP_BELOW_MINIMUM", "small NODE_NEEDED_AGAIN", "small NODE_NEEDED_AGAIN");
    assertThat(thinking.thought().plan().actions().getLast().why())
        .isEqualTo(
            new Justification(
                List.of("Three"), List.of("a fact", "missing to the 3 that the rule wants: 3")));
  }

  @Test
  void countTheLargestAndNeverMoreThanMax() {
    rules.atLeast(2).atLeast(4).atLeast(3);
    assertThat(think(aWorld().with(aGroup("general").sized(0, 10))).bought()).hasSize(4);

    rules.atLeast(1_000_000);
    assertThat(think(aWorld().with(aGroup("general").sized(0, 6))).bought()).hasSize(6);
    assertThat(think(aWorld().with(aGroup("other").sized(0, 6))).bought()).isEmpty();
  }

  @Test
  void countForNothingBelowTheOwners() {
    rules.atLeast(-5).atLeast(2);

    assertThat(think(aWorld().with(aGroup("general").sized(2, 10))).bought())
        .containsExactly("small GROUP_BELOW_MINIMUM", "small GROUP_BELOW_MINIMUM");
  }

  @Test
  void countWhatIsBoughtForPodsAndWhatIsOnItsWay() {
    rules.atLeast(2);

    assertThat(
            think(
                    aWorld()
                        .with(aGroup("general"), aPod("web-1").asking("1800m", "1Gi"))
                        .with(aPod("web-2").asking("1800m", "1Gi")))
                .bought())
        .containsExactly("small PODS_UNSCHEDULABLE", "small PODS_UNSCHEDULABLE");
    assertThat(think(aWorld().with(aGroup("general")).with(aManagedNode("a").intended())).bought())
        .hasSize(1);
  }

  @Test
  void keepTheGroupsLastNodesAndNameTheRule() {
    rules.atLeast(2);

    Thinking thinking = think(idleNodes(1, "a", "b", "c"));

    assertThat(thinking.thought().plan().actions())
        .extracting(planned -> planned.action().getClass().getSimpleName())
        .containsOnlyOnce("RemoveNode");
    assertThat(thinking.told())
        .filteredOn(line -> line.contains("GROUP_AT_MINIMUM"))
        .hasSize(2)
        .allMatch(line -> line.endsWith("min is 2 by a rule: At least 2"));
  }

  @Test
  void areBoughtWithTheReviewsConsent() {
    rules.atLeast(1_000);
    World world = aWorld().with(aGroup("general").sized(0, 5)).build();
    Plan plan = think(aWorld().with(aGroup("general").sized(0, 5))).thought().plan();

    Judgement judgement =
        new PlanReview(nodes -> new PolicyAnswer.Answered<>(List.of()), Limits.DEFAULT)
            .review(
                plan,
                world,
                new Circumstances(Thinking.NOW, Thinking.NOW, true, true, "", 0),
                Map.of(new ProviderName("sim"), List.of(small)));

    assertThat(judgement.refused()).isEmpty();
    assertThat(judgement.approved().actions()).hasSize(5);
  }

  @Test
  void areNotKnownWhenTheRulesAreCutOffSoThatNothingGoes() {
    Thinking thinking = Thinking.by(new CutOff(), idleNodes(1, "a", "b"), small);

    assertThat(thinking.thought().plan().actions())
        .noneMatch(planned -> planned.action() instanceof Action.RemoveNode);
    assertThat(thinking.told())
        .contains("policy scale-up: POLICY_CUT_OFF too slow")
        .anyMatch(line -> line.startsWith("node a: POLICY_CUT_OFF"));
  }

  @Test
  void ofTheOwnerAreFilledUpToAlsoWhenTheRulesAreCutOff() {
    WorldBuilder world =
        aWorld().with(aGroup("general").sized(1, 10)).with(aPod("web-1").asking("1", "1Gi"));

    assertThat(Thinking.by(new CutOff(), world, small).bought())
        .containsExactly("small GROUP_BELOW_MINIMUM");
  }

  /** Its scale-up rules are cut off; nodes are as unneeded as in the plain policy. */
  private static final class CutOff implements ScalingPolicy {
    private final PlainScaling plain = new PlainScaling();

    @Override
    public String version() {
      return "cut-off";
    }

    @Override
    public PolicyAnswer<Growth> growth(
        List<PendingPod> pods, List<OfferingStats> offerings, Surroundings around) {
      return new PolicyAnswer.CutOff<>("too slow");
    }

    @Override
    public PolicyAnswer<NodeConclusion> unneeded(
        List<NodeStats> nodes, List<UtilizationFact> usage, Surroundings around) {
      return plain.unneeded(nodes, usage, around);
    }

    @Override
    public PolicyAnswer<Evacuation> evacuations(List<InterruptedNode> nodes) {
      return plain.evacuations(nodes);
    }
  }
}
