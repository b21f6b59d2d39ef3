package io.drover.verticles.simulation.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.GroupBuilder;
import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.ManagedNodeFact.Phase;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.PodFact;
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

  @Test
  void f04BuysOnePlaceAtATimeForEachExpiredNodeThatCannotBeDrained() {
    Scene with = stuck(Bugs.NONE);
    Scene without = stuck(Undefended.PLACES_ARE_FORGOTTEN);

    assertThat(with.mostMachines)
        .as("two nodes, a place for each, and an hour later another while the first goes")
        .isLessThanOrEqualTo(2 + 2 + 2);
    assertThat(with.made()).as("a place is bought anew after an hour").isLessThanOrEqualTo(12);
    assertThat(with.runs()).isTrue();
    assertThat(without.mostMachines).as("nearly as many as the group may have").isGreaterThan(20);
    assertThat(without.made()).isGreaterThan(200);
  }

  /** Two nodes that have expired long ago, and whose pods cannot go where their place is bought. */
  private static Scene stuck(Bugs bugs) {
    Scene scene = new Scene(bugs, Setting.Rack.NONE, expiring());
    scene.run(Course.plain("web", 6)).settle();
    scene.world.cloud().mood.foreign =
        List.of(new Taint("example.com/scan", "", Taint.Effect.NO_SCHEDULE));
    scene.pass(LIFETIME.plusHours(4));
    return scene;
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

  @Test
  void f12ExpiresNodesOfOneAgeOneAfterTheOther() {
    Scene with = expired(new GroupSpec.DisruptionLimit(1, false));
    Scene without = expired(new GroupSpec.DisruptionLimit(100, true));

    assertThat(with.mostDraining).isEqualTo(1);
    assertThat(with.mostMachines).as("with the place of one that goes").isEqualTo(21);
    assertThat(with.made()).as("all have been replaced").isGreaterThanOrEqualTo(40);
    assertThat(without.mostMachines).isGreaterThan(21);
  }

  /** Twenty nodes that were bought together, with all the time that they need. */
  private static Scene expired(GroupSpec.DisruptionLimit limit) {
    GroupBuilder group =
        GroupBuilder.aGroup("general")
            .from("cloud")
            .sized(0, 60)
            .allowing(Scene.only("medium"))
            .budget(new GroupSpec.DisruptionBudget(limit))
            .scalingDown(Scene.scalingDown(Scene.terms(LIFETIME, false), null));
    Scene scene = new Scene(group).run(Course.plain("web", 60).guarded(59)).settle();
    scene.pass(LIFETIME.plusHours(2));
    return scene;
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

  @Test
  void f21NeverTouchesTheControlPlaneWhateverTheRulesSay() {
    Scene scene = new Scene(Scene.general()).run(Course.plain("web", 3)).settle();
    scene.world.strike(new Fault.HostileRules(Duration.ofHours(1)));

    scene.pass(Duration.ofHours(2));

    assertThat(scene.node("cp-1").shape().taints()).hasSize(1);
    assertThat(scene.node("cp-1").shape().unschedulable()).isFalse();
    assertThat(scene.world.checks().broken()).isEmpty();
  }

  /**
   * Drover runs outside the cluster, where nobody can evict it. One that runs in a Pod all the same
   * is safe by what its owner says of that Pod, as any Pod is.
   */
  @Test
  void f21LeavesAPodOfItsOwnWhereItRunsIfThatPodSaysSo() {
    assertThat(evictsItself(true)).isFalse();
    assertThat(evictsItself(false)).isTrue();
  }

  private static boolean evictsItself(boolean guarded) {
    Scene scene = new Scene(Scene.general());
    scene.run(Course.plain("web", 3)).settle();
    scene.run(Course.plain("drover", 1)).settle();
    PodFact before = itself(scene);
    if (guarded) {
      scene.world.embedded().hold(before.podKey());
    }
    scene.run(Course.plain("web", 2));
    scene.pass(Duration.ofHours(1));
    return !itself(scene).identity().uid().equals(before.identity().uid());
  }

  private static PodFact itself(Scene scene) {
    return scene.world.embedded().now().pods().stream()
        .filter(pod -> "drover".equals(pod.identity().labels().get("app")))
        .findFirst()
        .orElseThrow();
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
