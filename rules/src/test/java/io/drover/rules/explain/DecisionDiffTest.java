package io.drover.rules.explain;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.ManagedNodeBuilder.aManagedNode;
import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.InterruptedNode;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.NodeStats;
import io.drover.rules.facts.OfferingStats;
import io.drover.rules.facts.PendingPod;
import io.drover.rules.facts.ProviderName;
import io.drover.rules.facts.UtilizationFact;
import io.drover.rules.facts.WorldBuilder;
import io.drover.rules.plan.Concluded;
import io.drover.rules.plan.Demand;
import io.drover.rules.plan.Evacuation;
import io.drover.rules.plan.Growth;
import io.drover.rules.plan.Kept;
import io.drover.rules.plan.Measured;
import io.drover.rules.plan.NodeConclusion;
import io.drover.rules.plan.PolicyAnswer;
import io.drover.rules.plan.Question;
import io.drover.rules.plan.Reason;
import io.drover.rules.plan.Remembered;
import io.drover.rules.plan.ScalingPolicy;
import io.drover.rules.plan.Surroundings;
import io.drover.rules.plan.Unneeded;
import io.drover.rules.safety.Objection;
import io.drover.rules.safety.SafetyPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DecisionDiffTest {
  private static final SafetyPolicy NO_OBJECTIONS =
      candidates -> new PolicyAnswer.Answered<>(List.of());

  private static final SafetyPolicy OBJECTS_TO_ALL =
      candidates ->
          new PolicyAnswer.Answered<>(
              candidates.stream()
                  .map(
                      one ->
                          new Concluded<>(
                              new Objection(one.node()),
                              "Nothing ever goes",
                              Reason.LOCAL_STORAGE,
                              List.of()))
                  .toList());

  private static Question question(WorldBuilder world) {
    return new Question(
        "plan-1",
        Instant.parse("2026-11-20T12:00:00Z"),
        world.build(),
        Map.of(new ProviderName("sim"), List.of(anOffering("small").build())),
        Measured.NOTHING,
        List.of(),
        false,
        Remembered.NOTHING);
  }

  private static DecisionDiff between(
      DecisionDiff.Version old, DecisionDiff.Version next, WorldBuilder world) {
    return DecisionDiff.between(old, next, question(world));
  }

  private static DecisionDiff.Version version(ScalingPolicy scaling, SafetyPolicy safety) {
    return new DecisionDiff.Version(scaling, safety);
  }

  private static WorldBuilder twoNodes() {
    return aWorld()
        .with(aGroup("general"))
        .with(aManagedNode("a"), aManagedNode("b"))
        .with(aNode("a"), aNode("b"));
  }

  @Test
  void namesNodesThatOnlyTheNewVersionCallsUnneeded() {
    DecisionDiff diff =
        between(
            version(new Scaling(Set.of("a"), true), NO_OBJECTIONS),
            version(new Scaling(Set.of("a", "b"), true), NO_OBJECTIONS),
            twoNodes());

    assertThat(diff.lines())
        .containsExactly(
            "+ call unneeded node b (NODE_UNDERUTILIZED, because: The rule of the test)");
    assertThat(diff.endangered()).containsExactly("b");
  }

  @Test
  void namesWhatVanishes() {
    DecisionDiff diff =
        between(
            version(new Scaling(Set.of("a"), true), NO_OBJECTIONS),
            version(new Scaling(Set.of(), true), NO_OBJECTIONS),
            twoNodes());

    assertThat(diff.differences())
        .extracting(Difference::change)
        .containsExactly(Difference.Change.VANISHED);
    assertThat(diff.endangered()).isEmpty();
  }

  @Test
  void tellsNodesThatOnlyOneVersionKeepsAndWhichThatEndangers() {
    DecisionDiff diff =
        between(
            version(new Scaling(Set.of("a"), Set.of("a"), true), NO_OBJECTIONS),
            version(new Scaling(Set.of("a"), Set.of("b"), true), NO_OBJECTIONS),
            twoNodes());

    assertThat(diff.lines())
        .containsExactly(
            "+ call unneeded node a (NODE_UNDERUTILIZED, because: The rule of the test)",
            "- keep node a: SYSTEM_POD (SYSTEM_POD, because: The rule of the test)",
            "+ keep node b: SYSTEM_POD (SYSTEM_POD, because: The rule of the test)");
    assertThat(diff.endangered()).containsExactly("a");
  }

  @Test
  void tellsPurchasesThatComeAndGo() {
    WorldBuilder waiting = aWorld().with(aGroup("general")).with(aPod("web-1"));
    DecisionDiff diff =
        between(
            version(new Scaling(Set.of(), false), NO_OBJECTIONS),
            version(new Scaling(Set.of(), true), NO_OBJECTIONS),
            waiting);

    assertThat(diff.added(Difference.What.BUY)).isEqualTo(1);
    assertThat(diff.lines())
        .anyMatch(line -> line.startsWith("+ buy small/"))
        .anyMatch(line -> line.startsWith("- buy nothing for pod default/web-1"));
  }

  @Test
  void aNodeThatMayGoOnceNobodyObjectsIsEndangeredOnlyIfItIsUnneeded() {
    DecisionDiff diff =
        between(
            version(new Scaling(Set.of("a"), true), OBJECTS_TO_ALL),
            version(new Scaling(Set.of("a"), true), NO_OBJECTIONS),
            twoNodes());

    assertThat(diff.differences())
        .extracting(Difference::subject)
        .containsExactly("a: LOCAL_STORAGE", "b: LOCAL_STORAGE");
    assertThat(diff.endangered()).containsExactly("a");
  }

  @Test
  void tellsThatTheNewVersionIsCutOff() {
    DecisionDiff diff =
        between(
            version(new Scaling(Set.of(), true), NO_OBJECTIONS),
            version(
                new Scaling(Set.of(), true),
                candidates -> new PolicyAnswer.CutOff<>("the rules ran out of their budget")),
            twoNodes());

    assertThat(diff.cutOff()).containsExactly("the rules ran out of their budget");
  }

  @Test
  void saysSoWhenNothingDiffers() {
    DecisionDiff.Version same = version(new Scaling(Set.of("a"), true), OBJECTS_TO_ALL);

    assertThat(between(same, same, twoNodes()).lines()).containsExactly("no decision differs");
  }

  /**
   * A policy as a test wants it.
   *
   * @param unneeded names of nodes
   * @param kept names of nodes
   * @param demands whether every pending pod is worth a node
   */
  private record Scaling(Set<String> unneeded, Set<String> kept, boolean demands)
      implements ScalingPolicy {
    Scaling(Set<String> unneeded, boolean demands) {
      this(unneeded, Set.of(), demands);
    }

    private static <C> Concluded<C> concluded(C conclusion, Reason reason) {
      return new Concluded<>(conclusion, "The rule of the test", reason, List.of());
    }

    @Override
    public String version() {
      return "test";
    }

    @Override
    public PolicyAnswer<Growth> growth(
        List<PendingPod> pods, List<OfferingStats> offerings, Surroundings around) {
      return new PolicyAnswer.Answered<>(
          pods.stream()
              .filter(pod -> demands)
              .map(
                  pod ->
                      DecisionDiffTest.Scaling.<Growth>concluded(
                          new Demand(pod.pod()), Reason.PODS_UNSCHEDULABLE))
              .toList());
    }

    @Override
    public PolicyAnswer<NodeConclusion> unneeded(
        List<NodeStats> nodes, List<UtilizationFact> usage, Surroundings around) {
      List<Concluded<NodeConclusion>> all = new ArrayList<>();
      unneeded.stream()
          .sorted()
          .map(NodeName::new)
          .forEach(node -> all.add(concluded(new Unneeded(node), Reason.NODE_UNDERUTILIZED)));
      kept.stream()
          .sorted()
          .map(NodeName::new)
          .forEach(node -> all.add(concluded(new Kept(node), Reason.SYSTEM_POD)));
      return new PolicyAnswer.Answered<>(all);
    }

    @Override
    public PolicyAnswer<Evacuation> evacuations(List<InterruptedNode> nodes) {
      return new PolicyAnswer.Answered<>(List.of());
    }
  }
}
