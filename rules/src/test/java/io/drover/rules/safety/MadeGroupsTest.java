package io.drover.rules.safety;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.ManagedNodeBuilder.aManagedNode;
import static io.drover.rules.facts.NewGroupsBuilder.newGroups;
import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.NewGroups;
import io.drover.rules.facts.Position;
import io.drover.rules.facts.ProposedGroup;
import io.drover.rules.facts.RemovalCandidate;
import io.drover.rules.facts.Taint;
import io.drover.rules.facts.WorldBuilder;
import io.drover.rules.plan.Action;
import io.drover.rules.plan.Concluded;
import io.drover.rules.plan.Justification;
import io.drover.rules.plan.Plan;
import io.drover.rules.plan.Planned;
import io.drover.rules.plan.PolicyAnswer;
import io.drover.rules.plan.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a plan says, groups are made and removed only as the configuration allows. */
class MadeGroupsTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(3));
  private static final SafetyPolicy SILENT = candidates -> new PolicyAnswer.Answered<>(List.of());
  private static final Circumstances FINE = new Circumstances(NOW, NOW, true, true, "", 0);

  private final NewGroups making = newGroups().atMost(2).build();

  private Judgement review(SafetyPolicy policy, WorldBuilder world, Action... actions) {
    return review(policy, Limits.DEFAULT.making(making), FINE, world, actions);
  }

  private static Judgement review(
      SafetyPolicy policy,
      Limits limits,
      Circumstances circumstances,
      WorldBuilder world,
      Action... actions) {
    List<Planned> planned =
        Stream.of(actions).map(action -> new Planned(action, Justification.NONE)).toList();
    Plan plan = new Plan("p", NOW, new Position(1, 1), "v", planned, List.of(), Map.of(), null);
    return new PlanReview(policy, limits).review(plan, world.build(), circumstances, Map.of());
  }

  private Action.MakeGroup make(String name, Map<String, String> labels, Taint... taints) {
    return make(name, making.carrying(labels, List.of(taints)));
  }

  private static Action.MakeGroup make(String name, GroupSpec spec) {
    return new Action.MakeGroup(new GroupName(name), spec, List.of(), Reason.GROUP_FOR_PODS);
  }

  private static Action.DropGroup drop(String name) {
    return new Action.DropGroup(new GroupName(name), Reason.GROUP_UNUSED);
  }

  private static List<Reason> reasons(Judgement judgement) {
    return judgement.refused().stream().map(Verdict::reason).toList();
  }

  @Test
  void oneIsMadeAsTheTemplateSaysAndSoManyAtMost() {
    Taint taint = new Taint("team", "blue", Taint.Effect.NO_SCHEDULE);
    WorldBuilder world = aWorld().with(aGroup("for-x").madeForPods(NOW)).with(aGroup("there"));

    Judgement judgement =
        review(
            SILENT,
            world,
            make("there", Map.of("team", "blue")),
            make("new", Map.of("team", "blue"), taint),
            make("third", Map.of("team", "red")));

    assertThat(judgement.approved().actions())
        .extracting(planned -> planned.action().group().value())
        .containsExactly("new");
    assertThat(reasons(judgement)).containsExactly(Reason.NO_GROUP_MADE, Reason.TOO_MANY_GROUPS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "node-role.kubernetes.io/control-plane",
        "kubernetes.io/hostname",
        "node-restriction.kubernetes.io/team",
        "topology.k8s.io/zone",
        "drover.dev/node-group",
        "x.drover.dev/y"
      })
  void noneIsMadeUnderALabelThatIsNotThePodsToGive(String key) {
    assertThat(reasons(review(SILENT, aWorld(), make("new", Map.of(key, "x")))))
        .containsExactly(Reason.LABEL_NOT_ALLOWED);
  }

  @Test
  void noneIsMadeThatIsMoreThanTheTemplateWithLabels() {
    GroupSpec large = aGroup("x").sized(0, 500).build().spec();
    Taint other = new Taint("other", "x", Taint.Effect.NO_SCHEDULE);
    Taint evicting = new Taint("team", "blue", Taint.Effect.NO_EXECUTE);

    assertThat(
            reasons(
                review(
                    SILENT,
                    aWorld(),
                    make("a", large),
                    make("b", Map.of("team", "blue"), other),
                    make("c", Map.of("team", "blue"), evicting))))
        .containsOnly(Reason.NO_GROUP_MADE)
        .hasSize(3);
  }

  @Test
  void noneIsMadeUnlessTheConfigurationSaysSoOrWhereNothingIsCarriedOut() {
    Action.MakeGroup make = make("new", Map.of("team", "blue"));
    Circumstances observing = new Circumstances(NOW, NOW, true, true, "mode Observe", 0);

    assertThat(reasons(review(SILENT, Limits.DEFAULT, FINE, aWorld(), make)))
        .containsExactly(Reason.NO_GROUP_MADE);
    Judgement observed = review(SILENT, Limits.DEFAULT.making(making), observing, aWorld(), make);
    assertThat(observed.approved().actions()).isEmpty();
    assertThat(observed.observed().actions()).hasSize(1);
  }

  @Test
  void aRuleMayObjectAndSilenceOfTheRulesIsNoConsent() {
    Action.MakeGroup make = make("new", Map.of("team", "blue"));

    assertThat(review(new Objecting(false), aWorld(), make).refused())
        .singleElement()
        .satisfies(
            verdict -> {
              assertThat(verdict.reason()).isEqualTo(Reason.NO_GROUP_MADE);
              assertThat(verdict.detail()).isEqualTo("new has [team=blue], 0 of 2");
            });
    assertThat(reasons(review(new Objecting(true), aWorld(), make)))
        .containsExactly(Reason.POLICY_CUT_OFF);
  }

  @Test
  void onlyAGroupThatWasMadeIsRemovedAndOnlyEmptyForLong() {
    WorldBuilder world =
        aWorld()
            .with(aGroup("general"))
            .with(aGroup("empty").madeForPods(LONG_AGO))
            .with(aGroup("young").madeForPods(NOW.minusSeconds(60)))
            .with(aGroup("held").madeForPods(LONG_AGO).held("keep"))
            .with(aGroup("full").madeForPods(LONG_AGO))
            .with(aManagedNode("n1").in("full"))
            .with(aGroup("noded").madeForPods(LONG_AGO))
            .with(aNode("n2").in("noded"));

    Judgement judgement =
        review(
            SILENT,
            world,
            drop("general"),
            drop("gone"),
            drop("empty"),
            drop("young"),
            drop("held"),
            drop("full"),
            drop("noded"));

    assertThat(judgement.approved().actions())
        .extracting(planned -> planned.action().group().value())
        .containsExactly("empty");
    assertThat(reasons(judgement))
        .containsExactly(
            Reason.NODE_NOT_OURS,
            Reason.NODE_NOT_OURS,
            Reason.NOT_UNNEEDED_LONG_ENOUGH,
            Reason.HELD,
            Reason.NODE_CHANGED,
            Reason.NODE_CHANGED);
  }

  /** Has something against every group. */
  private record Objecting(boolean cutOff) implements SafetyPolicy {
    @Override
    public PolicyAnswer<Objection> objections(List<RemovalCandidate> candidates) {
      return new PolicyAnswer.Answered<>(List.of());
    }

    @Override
    public PolicyAnswer<GroupObjection> groupObjections(List<ProposedGroup> groups) {
      return cutOff
          ? new PolicyAnswer.CutOff<>("ran out of time")
          : new PolicyAnswer.Answered<>(
              groups.stream()
                  .map(
                      one ->
                          new Concluded<>(
                              new GroupObjection(one.group()),
                              "%s has %s, %d of %d"
                                  .formatted(one.group(), one.labels(), one.made(), one.most()),
                              Reason.NO_GROUP_MADE,
                              List.of()))
                  .toList());
    }
  }
}
