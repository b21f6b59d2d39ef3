package io.drover.verticles.simulation.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.GroupBuilder;
import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.ManagedNodeFact.Phase;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.Taint;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The failure modes of removing that an autoscaler must survive, by their numbers in the reference
 * (karpenter-and-spot.md, 7.2). Where a defence can be left out, its scene is played without it as
 * well, and the harm is done.
 */
class RemovingFailureModesTest {
  private static final Duration LIFETIME = Duration.ofHours(2);

  private static GroupBuilder expiring() {
    return Scene.general().scalingDown(Scene.scalingDown(Scene.terms(LIFETIME, false), null));
  }

  private static GroupBuilder budgeted(GroupBuilder group, int percent) {
    return group.budget(percent, true);
  }

  @Test
  void f04HasAtMostOnePlaceForEachExpiredNodeThatCannotBeDrained() {
    Scene scene = new Scene(expiring());
    scene.run(Course.plain("web", 6).guarded(6)).settle();
    int nodes = scene.machines();

    scene.pass(LIFETIME.plusHours(4));

    assertThat(scene.mostMachines).isLessThanOrEqualTo(2 * nodes);
    assertThat(scene.runs()).isTrue();
  }

  @Test
  void f07GoesOnDecidingOnceItsLostWatchesAreBackAndNotBefore() {
    Scene scene = new Scene(Scene.general()).run(Course.plain("web", 3)).settle();
    for (int member = 0; member < Setting.MEMBERS; member++) {
      scene.world.watch(member).ifPresent(WatchOfMember::lose);
    }
    scene.pass(Duration.ofMinutes(1));
    scene.run(Course.plain("web", 9));
    scene.pass(Duration.ofHours(18));
    assertThat(scene.machines()).isEqualTo(1);

    for (int member = 0; member < Setting.MEMBERS; member++) {
      scene.world.watch(member).ifPresent(WatchOfMember::relist);
    }
    assertThat(scene.within(Duration.ofMinutes(5), scene::runs)).isTrue();
  }

  @Test
  void f09KeepsTheNodesOfAGroupForAnHourThatBuysAgainWhatItHasJustTakenAway() {
    Scene scene = new Scene(Scene.general());
    int swings = 0;
    for (int i = 0; i < 6 && swings < 3; i++) {
      scene.run(Course.plain("web", 4)).settle();
      swings = swings(scene);
      scene.run(Course.plain("web", 3));
      boolean gone = scene.within(Duration.ofMinutes(20), () -> scene.machines() == 1);
      assertThat(gone).as("after %s swings", swings).isEqualTo(swings < 3);
    }
    assertThat(swings).isEqualTo(3);
    assertThat(scene.within(Duration.ofMinutes(70), () -> scene.machines() == 1)).isTrue();
  }

  private static int swings(Scene scene) {
    return scene
        .world
        .embedded()
        .now()
        .group(new GroupName("general"))
        .orElseThrow()
        .history()
        .swings()
        .boughtAgain()
        .size();
  }

  private static Scene drifting(GroupSpec.DisruptionLimit limit) {
    GroupBuilder group = budgetedFrom(limit).allowing(Scene.only("medium"));
    Scene scene = new Scene(group).run(Course.plain("web", 18)).settle();
    scene.group(budgetedFrom(limit).allowing(Scene.only("small")));
    scene.pass(Duration.ofHours(2));
    return scene;
  }

  private static GroupBuilder budgetedFrom(GroupSpec.DisruptionLimit limit) {
    return GroupBuilder.aGroup("general")
        .from("cloud")
        .sized(0, 40)
        .budget(new GroupSpec.DisruptionBudget(limit))
        .scalingDown(Scene.scalingDown(Scene.terms(null, true), null));
  }

  @Test
  void f10ReplacesNodesOfAnotherKindOneAfterTheOtherWhereTheirBudgetIsOne() {
    assertThat(drifting(new GroupSpec.DisruptionLimit(1, false)).mostDraining).isEqualTo(1);
    assertThat(drifting(new GroupSpec.DisruptionLimit(100, true)).mostDraining).isGreaterThan(1);
  }

  @Test
  void f11KeepsTheMachinesOfAGroupThatIsManagedNoMore() {
    Scene scene = new Scene(Scene.general()).run(Course.plain("web", 9)).settle();
    Scene managed = new Scene(Scene.general()).run(Course.plain("web", 9)).settle();
    scene.group(Scene.general().observed());
    for (Scene each : List.of(scene, managed)) {
      each.run(Course.plain("web", 0));
      each.pass(Duration.ofHours(2));
    }

    assertThat(scene.machines()).isEqualTo(3);
    assertThat(managed.machines()).isZero();
  }

  /** Lifetimes that differ by up to a tenth spread them as well, so there is no scene without. */
  @Test
  void f12ExpiresNodesOfOneAgeOneAfterTheOther() {
    Scene scene = new Scene(expiringWithin(1)).run(Course.plain("web", 18)).settle();

    scene.pass(LIFETIME.plusHours(2));

    assertThat(scene.mostDraining).isEqualTo(1);
    assertThat(scene.made()).isGreaterThanOrEqualTo(12);
  }

  private static GroupBuilder expiringWithin(int percent) {
    return budgeted(
        GroupBuilder.aGroup("general")
            .from("cloud")
            .sized(0, 40)
            .allowing(Scene.only("medium"))
            .scalingDown(Scene.scalingDown(Scene.terms(LIFETIME, false), null)),
        percent);
  }

  private static Scene storm(boolean drained) {
    GroupSpec.Notices notices = new GroupSpec.Notices(drained, false, 0.3, 0);
    Scene scene = new Scene(Scene.general().allowing(Scene.only("small")).announced(notices));
    scene.run(Course.plain("web", 60)).settle();
    scene.world.strike(new Fault.SpotStorm(1));
    scene.pass(Duration.ofSeconds(20));
    return scene;
  }

  @Test
  void f14CordonsEveryNodeOfASpotStormLongBeforeTheyGo() {
    assertThat(storm(true).cordoned()).isEqualTo(20);
    assertThat(storm(false).cordoned()).isZero();
  }

  @Test
  void f16RemovesTheNodeOfAMachineThatIsGone() {
    assertThat(nodesAfterADeath(false)).allMatch(NodeFact::ready).hasSize(2);
    assertThat(nodesAfterADeath(true)).anyMatch(node -> !node.ready());
  }

  private static List<NodeFact> nodesAfterADeath(boolean listedAllTheSame) {
    Scene scene = new Scene(Scene.general()).run(Course.plain("web", 6)).settle();
    scene
        .world
        .machine(0)
        .ifPresent(
            machine -> {
              machine.ghost = listedAllTheSame;
              scene.world.cloud().die(machine);
            });
    scene.pass(Duration.ofMinutes(10));
    return scene.nodes();
  }

  @Test
  void f17PutsANodeBackThatCannotBeDrainedInTime() {
    Scene scene = new Scene(expiring());
    scene.run(Course.plain("web", 3)).settle();
    assertThat(scene.within(LIFETIME, () -> scene.in(Phase.DRAINING).count() > 0)).isTrue();
    scene.run(Course.plain("web", 3).guarded(3));

    scene.pass(Duration.ofMinutes(9));
    assertThat(scene.cordoned()).isEqualTo(1);
    assertThat(scene.within(Duration.ofMinutes(3), () -> scene.cordoned() == 0)).isTrue();
    assertThat(scene.told("DRAIN_TIMEOUT")).isTrue();
  }

  @Test
  void f18LeavesANodeAloneThatSomebodyElseHasUncordoned() {
    assertThat(machinesAfterADrainIs(true)).isEqualTo(2);
    assertThat(machinesAfterADrainIs(false)).isEqualTo(1);
  }

  private static int machinesAfterADrainIs(boolean vetoed) {
    Scene scene = new Scene(Scene.general()).run(Course.plain("web", 4)).settle();
    scene.run(Course.plain("web", 3));
    scene.within(Duration.ofMinutes(20), () -> scene.cordoned() == 1);
    if (vetoed) {
      scene.world.strike(new Fault.Uncordoned());
    }
    scene.pass(Duration.ofMinutes(3));
    return scene.machines();
  }

  /**
   * The next purchase for the same pods takes place only after the unneeded time of the node
   * before; that it is as useless as the one before is not noticed so far.
   */
  @Test
  void f19TakesAwayAtMostAsManyNodesThatPodsDoNotTakeAsTheUnneededTimeLets() {
    Scene scene = new Scene(Scene.general().sized(0, 1));
    scene.world.cloud().mood.foreign =
        List.of(new Taint("example.com/scan", "", Taint.Effect.NO_SCHEDULE));
    scene.run(Course.plain("web", 3));

    scene.pass(Duration.ofHours(4));

    assertThat(scene.made()).isLessThanOrEqualTo(4 * 60 / 5);
  }

  @Test
  void f21NeverTouchesTheControlPlaneWhateverTheRulesSay() {
    Scene scene = new Scene(Scene.general()).run(Course.plain("web", 3)).settle();
    scene.world.strike(new Fault.HostileRules(Duration.ofHours(1)));

    scene.pass(Duration.ofHours(2));

    assertThat(scene.node("cp-1").shape().taints()).hasSize(1);
    assertThat(scene.node("cp-1").shape().unschedulable()).isFalse();
    assertThat(scene.world.checks().broken()).isEmpty();
  }

  private static Scene silent(int nodes, @Nullable Duration repairAfter) {
    Scene scene =
        new Scene(
            Scene.general().scalingDown(Scene.scalingDown(Scene.terms(null, false), repairAfter)));
    scene.run(Course.plain("web", 30)).settle();
    scene.nodes().stream()
        .map(NodeFact::name)
        .limit(nodes)
        .toList()
        .forEach(scene.world.embedded()::silence);
    scene.pass(Duration.ofMinutes(40));
    return scene;
  }

  @Test
  void f22RepairsASilentNodeAndNoneWhenMostAreSilentAtOnce() {
    Scene one = silent(1, Duration.ofMinutes(5));
    Scene many = silent(6, Duration.ofMinutes(5));

    assertThat(one.nodes()).hasSize(10).allMatch(NodeFact::ready);
    assertThat(one.made()).isEqualTo(11);
    assertThat(many.nodes()).filteredOn(node -> !node.ready()).hasSize(6);
    assertThat(many.made()).isEqualTo(10);
  }
}
