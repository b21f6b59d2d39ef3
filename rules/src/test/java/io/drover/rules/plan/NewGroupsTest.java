package io.drover.rules.plan;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.ManagedNodeBuilder.aManagedNode;
import static io.drover.rules.facts.NewGroupsBuilder.newGroups;
import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static io.drover.rules.plan.Thinking.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.engine.Shipped;
import io.drover.rules.facts.ClusterSettings;
import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.NewGroupsBuilder;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.Requirement;
import io.drover.rules.facts.Taint;
import io.drover.rules.facts.WorldBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Node groups that are made for pods which none of the groups can ever take. */
class NewGroupsTest {
  private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(3));

  private final OfferingFact small = anOffering("small").build();
  private final OfferingFact large = anOffering("large").with("16", "64Gi").build();

  private Thinking think(NewGroupsBuilder making, WorldBuilder world) {
    ClusterSettings settings = ClusterSettings.DEFAULT.making(making.build());
    return Thinking.by(Shipped.POLICIES, settings, Measured.NOTHING, world, small, large);
  }

  private static List<Action.MakeGroup> made(Thinking thinking) {
    return thinking.thought().plan().actions().stream()
        .map(Planned::action)
        .filter(Action.MakeGroup.class::isInstance)
        .map(Action.MakeGroup.class::cast)
        .toList();
  }

  private static List<String> dropped(Thinking thinking) {
    return thinking.thought().plan().actions().stream()
        .map(Planned::action)
        .filter(Action.DropGroup.class::isInstance)
        .map(drop -> drop.group().value())
        .toList();
  }

  /** A group of small nodes only. */
  private static WorldBuilder world() {
    return aWorld()
        .with(
            aGroup("general")
                .allowing(new GroupSpec.Choice(List.of("small"), List.of(), List.of(), List.of())));
  }

  @Test
  void oneIsMadeForThePodsThatAskForALabelThatNoGroupHas() {
    WorldBuilder world =
        world()
            .with(aPod("a").selecting("team", "blue").tolerating("team"))
            .with(aPod("b").selecting("team", "blue").tolerating("team"))
            .with(aPod("c").selecting("team", "red"))
            .with(aPod("d"));

    Thinking thinking = think(newGroups(), world);

    assertThat(made(thinking))
        .singleElement()
        .satisfies(
            make -> {
              assertThat(make.group().value()).startsWith("for-team-blue-");
              assertThat(make.pods()).extracting(pod -> pod.name()).containsExactly("a", "b");
              assertThat(make.spec().template().labels()).isEqualTo(Map.of("team", "blue"));
              assertThat(make.spec().template().taints())
                  .containsExactly(new Taint("team", "blue", Taint.Effect.NO_SCHEDULE));
              assertThat(make.spec().size()).isEqualTo(new GroupSpec.Size(0, 5));
            });
    assertThat(thinking.bought()).containsExactly("small PODS_UNSCHEDULABLE");
    assertThat(thinking.told())
        .anyMatch(text -> text.matches("pod default/a for-team-blue-.*: GROUP_FOR_PODS .*"))
        .anyMatch(
            text ->
                text.matches(
                    "pod default/c: NO_GROUP_MADE .* one is made at a time, for-team-blue-.*"));
    assertThat(think(newGroups().atMost(1), world).thought().plan().actions())
        .as("the same from another writer")
        .isEqualTo(thinking.thought().plan().actions());
  }

  @Test
  void aRequiredAffinityGivesTheFirstOfItsValues() {
    Requirement teams =
        new Requirement("example.com/team", Requirement.Operator.IN, List.of("red", "blue"));
    Requirement fast = new Requirement("example.com/fast", Requirement.Operator.EXISTS, List.of());
    Requirement zone =
        new Requirement("topology.kubernetes.io/zone", Requirement.Operator.IN, List.of("z1"));

    Thinking thinking = think(newGroups(), world().with(aPod("a").requiring(teams, fast, zone)));

    assertThat(made(thinking))
        .singleElement()
        .satisfies(
            make ->
                assertThat(make.spec().template().labels())
                    .isEqualTo(Map.of("example.com/team", "blue", "example.com/fast", "true")));
  }

  @Test
  void oneIsMadeForAPodThatIsLargerThanAnythingThatGroupsMayBuy() {
    Thinking thinking = think(newGroups(), world().with(aPod("big").asking("8", "8Gi")));

    assertThat(made(thinking))
        .extracting(make -> make.group().value())
        .singleElement()
        .satisfies(name -> assertThat(name).startsWith("for-any-"));
  }

  @Test
  void noneIsMadeWhereAGroupOnlyMayNotBuyNow() {
    WorldBuilder full =
        aWorld().with(aGroup("general").sized(0, 0)).with(aPod("a").asking("1", "1Gi"));
    WorldBuilder resting =
        aWorld()
            .with(
                aGroup("general")
                    .backingOff(small.id(), NOW.plusSeconds(60), "NO_CAPACITY")
                    .backingOff(large.id(), NOW.plusSeconds(60), "NO_CAPACITY"))
            .with(aPod("a"));

    assertThat(made(think(newGroups(), full))).isEmpty();
    assertThat(made(think(newGroups(), resting))).isEmpty();
  }

  @Test
  void noneIsMadeThatWouldNotHelpOrWasMadeBefore() {
    Thinking never = think(newGroups(), world().with(aPod("huge").asking("500", "1Gi")));
    assertThat(made(never)).isEmpty();
    assertThat(never.told())
        .contains(
            "pod default/huge: NO_GROUP_MADE no group is made for it: no offering of sim that"
                + " newGroups allows would take it, with no labels");

    Thinking role =
        think(newGroups(), world().with(aPod("a").selecting("node-role.kubernetes.io/gpu", "")));
    assertThat(made(role)).isEmpty();

    String blue =
        made(think(newGroups(), world().with(aPod("a").selecting("team", "blue"))))
            .getFirst()
            .group()
            .value();
    Thinking again =
        think(
            newGroups(),
            world()
                .with(aGroup(blue).labelled("team", "green"))
                .with(aPod("a").selecting("team", "blue")));
    assertThat(made(again)).isEmpty();
    assertThat(again.told())
        .contains(
            "pod default/a: NO_GROUP_MADE no group is made for it: "
                + blue
                + " was made for such pods, and does not take it");
  }

  @Test
  void noneIsMadeUnderLabelsThatAreNotAdmittedOrBeyondTheLimit() {
    WorldBuilder blue = world().with(aPod("a").selecting("team", "blue"));

    Thinking other = think(newGroups().admitting("example.com/"), blue);
    assertThat(made(other)).isEmpty();
    assertThat(other.told())
        .contains(
            "pod default/a: LABEL_NOT_ALLOWED no group is made for it: newGroups.labelPrefixes has"
                + " nothing for team");

    Thinking many =
        think(
            newGroups().atMost(1),
            blue.with(
                aGroup("for-x")
                    .madeForPods(NOW)
                    .labelled("x", "y")
                    .allowing(
                        new GroupSpec.Choice(List.of("none"), List.of(), List.of(), List.of()))));
    assertThat(made(many)).isEmpty();
    assertThat(many.told()).anyMatch(text -> text.contains("TOO_MANY_GROUPS"));
  }

  @Test
  void noneIsMadeUnlessTheConfigurationSaysSo() {
    Thinking thinking =
        Thinking.by(
            Shipped.POLICIES, world().with(aPod("a").selecting("team", "blue")), small, large);

    assertThat(made(thinking)).isEmpty();
    assertThat(thinking.told()).noneMatch(text -> text.contains("group is made"));
  }

  @Test
  void oneThatWasMadeIsRemovedOnceItHasBeenEmptyAndUnaskedForLong() {
    WorldBuilder world =
        aWorld()
            .with(aGroup("by-hand"))
            .with(aGroup("old").madeForPods(LONG_AGO))
            .with(aGroup("young").madeForPods(NOW.minusSeconds(60)))
            .with(aGroup("used").madeForPods(LONG_AGO).scaledDownAt(NOW.minusSeconds(30)))
            .with(aGroup("held").madeForPods(LONG_AGO).held("keep"))
            .with(aGroup("full").madeForPods(LONG_AGO))
            .with(aManagedNode("n1").in("full"));

    Thinking thinking = think(newGroups(), world);

    assertThat(dropped(thinking)).containsExactly("old");
    WorldBuilder young = aWorld().with(aGroup("young").madeForPods(NOW.minusSeconds(60)));
    assertThat(think(newGroups(), young).thought().nextWake())
        .isEqualTo(NOW.minusSeconds(60).plus(Duration.ofHours(24)));
  }

  @Test
  void oneThatAPodAsksForIsNotRemoved() {
    WorldBuilder blue = world().with(aPod("a").selecting("team", "blue"));
    String name = made(think(newGroups(), blue)).getFirst().group().value();

    Thinking thinking =
        think(
            newGroups(),
            blue.with(aGroup(name).madeForPods(LONG_AGO).labelled("team", "blue").sized(0, 0)));

    assertThat(dropped(thinking)).isEmpty();
    assertThat(name).matches("for-team-blue-[0-9a-f]{8}");
  }
}
