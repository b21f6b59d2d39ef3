package io.drover.rules.explain;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.ManagedNodeBuilder.aManagedNode;
import static io.drover.rules.facts.NewGroupsBuilder.newGroups;
import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.OfferingBuilder;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.Price;
import io.drover.rules.facts.Taint;
import io.drover.rules.facts.TimeWindow;
import io.drover.rules.facts.UselessNodes;
import io.drover.rules.facts.UtilizationFact;
import io.drover.rules.facts.WorldBuilder;
import io.drover.rules.plan.Measured;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplainerTest {
  private final OfferingBuilder small = anOffering("small").costing("0.04");
  private final WorldBuilder world = aWorld().with(aGroup("general"));

  private String told(Explainer.Kind kind, String name) {
    return switch (Known.after(world, small).explain(kind, name)) {
      case DecisionRecord record -> record.text();
      case Explained.Unknown unknown -> unknown.line();
    };
  }

  @Test
  void namesTheNearestOfUnknownNames() {
    world.with(aPod("web-1"), aNode("node-1"));

    assertThat(told(Explainer.Kind.POD, "default/wen-1")).contains("Did you mean 'default/web-1'?");
    assertThat(told(Explainer.Kind.POD, "prod/web-1")).contains("Did you mean 'default/web-1'?");
    assertThat(told(Explainer.Kind.NODE, "nod-1")).contains("Did you mean 'node-1'?");
    assertThat(told(Explainer.Kind.GROUP, "generl")).contains("Did you mean 'general'?");
    assertThat(told(Explainer.Kind.PLAN, "7c42")).contains("Did you mean '7c41'?");
  }

  @Test
  void saysWhereAPodRunsAndWhatHoldsIt() {
    world.with(aPod("bound").on("n1"), aPod("gated").stands(PodFact.Scheduling.GATED), aNode("n1"));

    assertThat(told(Explainer.Kind.POD, "bound")).contains("runs on node n1");
    assertThat(told(Explainer.Kind.POD, "gated")).contains("scheduling gate");
  }

  @Test
  void namesWhatIsNotSimulated() {
    world.with(aPod("odd").notSimulated("resourceClaims"));

    assertThat(told(Explainer.Kind.POD, "odd"))
        .contains("whatever node is added", "POD_NOT_SIMULATED", "resourceClaims");
  }

  @Test
  void namesTheNodeAndTheTaintBesideWhichAPodWaitsThatTheNodeWasBoughtFor() {
    String uid = aPod("web-1").build().identity().uid();
    UselessNodes useless = new UselessNodes(3, List.of("a"), Known.NOW, Known.NOW.plusSeconds(60));
    world.with(
        aPod("web-1"),
        aManagedNode("n1").boughtFor(Known.NOW, uid),
        aNode("n1").tainted("example.com/scan", "", Taint.Effect.NO_SCHEDULE));

    assertThat(told(Explainer.Kind.POD, "web-1"))
        .contains("NODES_DO_NOT_HELP", "n1 was bought for such pods and does not take it")
        .contains("{example.com/scan: }");
    world.with(aGroup("general").buyingUselessNodes(useless));
    assertThat(told(Explainer.Kind.GROUP, "general"))
        .contains("NODES_DO_NOT_HELP", "3 nodes in a row ran none of the pods")
        .contains("none is bought before");
  }

  @Test
  void saysWhichNodeGroupIsMadeForAPodOrWhyNone() {
    world.with(aPod("blue").selecting("team", "blue"), aPod("red").selecting("role", "red"));

    Explained blue = explainedMaking("blue");
    assertThat(((DecisionRecord) blue).text())
        .containsPattern("a node group for it\\s+for-team-blue-[0-9a-f]{8} +\\[GROUP_FOR_PODS]")
        .contains("plan 7c41, approved", "NODE_SELECTOR_MISMATCH");
    Explained red = explainedMaking("red");
    assertThat(((DecisionRecord) red).text())
        .contains("none is made", "LABEL_NOT_ALLOWED", "has nothing for role");
    assertThat(told(Explainer.Kind.POD, "blue")).doesNotContain("a node group for it");
  }

  private Explained explainedMaking(String pod) {
    return Known.after(world, Measured.NOTHING, newGroups().admitting("team").build(), small)
        .explain(Explainer.Kind.POD, pod);
  }

  @Test
  void tellsEachRuleThatKeepsANodeOnceWithItsFacts() {
    world.with(aNode("n1"), aManagedNode("n1"));
    UtilizationFact hot = new UtilizationFact(new NodeName("n1"), 0.9, 0.1, Known.NOW);
    Measured usage = new Measured(true, List.of(hot));

    Explained told = Known.after(world, usage, small).explain(Explainer.Kind.NODE, "n1");

    assertThat(((DecisionRecord) told).text())
        .contains("stays: it is used above its group's threshold")
        .containsOnlyOnce("[UTILIZATION_ABOVE_THRESHOLD]")
        .containsPattern("rule A node whose .* is busy +\\[UTILIZATION_ABOVE_THRESHOLD]")
        .containsPattern(
            "matched NodeStats.node=n1, .* used=0.9, drifted=false, sick=false, .* replaced=false,"
                + " terms=.maxUsage=0.8]")
        .contains("really used 0.90, busy above 0.80");
  }

  @Test
  void saysHowMuchTimeANodeNeedsThatIsTooYoung() {
    GroupSpec.Terms terms =
        new GroupSpec.Terms(Duration.ofHours(2), List.of(), Price.ZERO, 0, 0.8, null, false);
    world.with(
        aGroup("general")
            .scalingDown(
                new GroupSpec.ScaleDown(
                    true,
                    0.5,
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(10),
                    terms,
                    GroupSpec.Consolidation.NONE,
                    null)),
        aNode("n1").createdAt(Known.NOW.minus(Duration.ofMinutes(5))),
        aManagedNode("n1"));

    assertThat(told(Explainer.Kind.NODE, "n1"))
        .contains("stays: rule A node younger than its group's minimum age stays")
        .containsOnlyOnce("[NODE_TOO_YOUNG]")
        .contains("matched NodeStats[node=n1", "minNodeAge=PT2H")
        .contains("nothing, only time: it is 5 min old, its group wants 2 h 0 min");
  }

  @Test
  void tellsOfAPlanTheRulesAndTheVerdicts() {
    world.with(aPod("web-1"));

    assertThat(told(Explainer.Kind.PLAN, ""))
        .contains("buy small/z1/on-demand in general at 0.04 USD/h for 1 pods", "approved")
        .contains("A pod that its scheduler found unschedulable is demand");
  }

  @Test
  void tellsHowAGroupStands() {
    world
        .with(
            aGroup("general")
                .sized(0, 5)
                .scaledUpAt(Known.NOW.minus(Duration.ofMinutes(1)))
                .backingOff(
                    small.build().id(), Known.NOW.plus(Duration.ofMinutes(5)), "NO_CAPACITY"))
        .with(aManagedNode("general-a").in("general").failing("NO_CAPACITY").intended());

    assertThat(told(Explainer.Kind.GROUP, "general"))
        .contains("1 nodes of at most 5, 4 more may be bought")
        .contains("OFFERING_IN_BACKOFF", "NO_CAPACITY", "GROUP_COOLING_DOWN");
  }

  /** No spot at all. */
  private static GroupSpec.Aims aims(List<GroupSpec.Schedule> schedules) {
    return new GroupSpec.Aims(
        schedules, 0, 0, GroupSpec.Aims.COOLDOWN, GroupSpec.Headroom.NONE, null);
  }

  @Test
  void tellsWhichMinimumHoldsAndWhichOfferingsAreAvoidedOrDearer() {
    GroupSpec.Schedule noon =
        new GroupSpec.Schedule(TimeWindow.parse("11:00-13:00"), 9, GroupSpec.Headroom.NONE);
    world.with(
        aGroup("general")
            .sized(0, 5)
            .aiming(aims(List.of(noon)))
            .held("moving house")
            .spent("12.5", Known.NOW)
            .failing(small.build().id(), Known.NOW, 4, "NO_CAPACITY"));
    OfferingBuilder spot = anOffering("cheap").spot().costing("0.01");

    DecisionRecord told =
        (DecisionRecord) Known.after(world, small, spot).explain(Explainer.Kind.GROUP, "general");

    assertThat(told.text())
        .contains(
            "at least 5 by a rule  [SCHEDULED] A group has the size of its schedule;"
                + " it wants 9, max counts")
        .contains("[SPOT_SHARE_REACHED] avoided by a rule: No more of a group is spot")
        .contains(
            "[OFFERING_FAILED_BEFORE] 0.04 USD/h, counts as 50 % dearer by a rule: An offering")
        .contains("scheduledMin=9")
        .containsPattern("this month +12.5 USD")
        .containsPattern("held +\\[HELD\\] moving house");
  }

  @Test
  void tellsOfAPodWhichOfferingsAreAvoided() {
    world.with(aGroup("general").aiming(aims(List.of())), aPod("web-1"));
    OfferingBuilder spot = anOffering("cheap").spot().costing("0.01");

    DecisionRecord told =
        (DecisionRecord) Known.after(world, spot).explain(Explainer.Kind.POD, "web-1");

    assertThat(told.text()).containsOnlyOnce("[SPOT_SHARE_REACHED] avoided by a rule");
  }
}
