package io.drover.verticles.simulation.seeds;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.GroupBuilder;
import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.Resources;
import io.drover.rules.facts.Taint;
import io.drover.rules.facts.UselessNodes;
import io.drover.verticles.cluster.embedded.EmbeddedWorkload;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * The failure modes of buying that an autoscaler must survive, by their numbers in the reference
 * (karpenter-and-spot.md, 7.2). Where a defence can be left out, its scene is played without it as
 * well, and the harm is done.
 */
class BuyingFailureModesTest {
  private static final Taint FOREIGN = new Taint("example.com/scan", "", Taint.Effect.NO_SCHEDULE);

  private static GroupBuilder limited() {
    return Scene.general().limitedTo(Map.of("cpu", 9_000L));
  }

  @Test
  void f01NeverBuysBeyondALimitHoweverMuchWaits() {
    Scene with = new Scene(limited()).run(Course.plain("web", 60));
    Scene without = new Scene(Scene.general()).run(Course.plain("web", 60));

    with.pass(Duration.ofMinutes(10));
    without.pass(Duration.ofMinutes(10));

    assertThat(with.made()).isEqualTo(4);
    assertThat(with.world.checks().broken()).isEmpty();
    assertThat(without.made()).isEqualTo(20);
  }

  @Test
  void f02BuysLessAndLessForPodsWhoseMachinesNeverJoin() {
    Scene with = neverJoining(Bugs.NONE);
    Scene without = neverJoining(Undefended.JOINS_ARE_NOT_COUNTED);

    assertThat(with.mostMachines).isEqualTo(1);
    assertThat(with.made()).as("three, then ever more rarely").isBetween(4, 9);
    assertThat(with.told("NODES_DO_NOT_JOIN")).isTrue();
    assertThat(without.made()).as("one each 15 minutes, for ever").isGreaterThanOrEqualTo(11);
  }

  private static Scene neverJoining(Bugs bugs) {
    Scene scene = new Scene(bugs, Setting.Rack.NONE, Scene.general());
    scene.world.cloud().mood.neverJoin = 1_000;
    scene.run(Course.plain("web", 3));
    scene.pass(Duration.ofHours(3));
    return scene;
  }

  @Test
  void f03BuysFewNodesThoughAForeignTaintKeepsPodsOffAllOfThem() {
    Scene with = tainted(Bugs.NONE);
    Scene without = tainted(Undefended.PURPOSES_ARE_FORGOTTEN);

    assertThat(with.made()).as("three, then ever more rarely").isBetween(4, 7);
    assertThat(with.mostMachines).isEqualTo(1);
    assertThat(with.told("NODES_DO_NOT_HELP")).isTrue();
    assertThat(with.world.checks().broken()).isEmpty();
    assertThat(without.made()).isGreaterThan(60);
  }

  private static Scene tainted(Bugs bugs) {
    Scene scene = new Scene(bugs, Setting.Rack.NONE, Scene.general().sized(0, 200));
    scene.world.cloud().mood.foreign = List.of(FOREIGN);
    scene.run(Course.plain("web", 3));
    scene.pass(Duration.ofHours(2));
    return scene;
  }

  @Test
  void f03BuysAsEverOnceTheTaintIsGone() {
    Scene scene = new Scene(Scene.general().sized(0, 200));
    scene.world.cloud().mood.foreign = List.of(FOREIGN);
    scene.run(Course.plain("web", 3));
    assertThat(scene.within(Duration.ofHours(1), () -> scene.standing().useless().inARow() == 3))
        .isTrue();
    scene.world.cloud().mood.foreign = List.of();

    assertThat(scene.within(Duration.ofMinutes(20), scene::runs)).isTrue();
    scene.pass(Duration.ofSeconds(10));
    assertThat(scene.standing().useless()).isEqualTo(UselessNodes.NONE);
    scene.run(Course.plain("web", 30));
    assertThat(scene.within(Duration.ofMinutes(5), scene::runs)).isTrue();
  }

  @Test
  void f03ForgetsNoUselessNodeWhenAllProcessesDie() {
    Scene scene = new Scene(Scene.general().sized(0, 200));
    scene.world.cloud().mood.foreign = List.of(FOREIGN);
    scene.run(Course.plain("web", 3));
    for (int counted = 1; counted <= UselessNodes.TOO_MANY; counted++) {
      int due = counted;
      assertThat(
              scene.within(
                  Duration.ofMinutes(20), () -> scene.standing().useless().inARow() == due))
          .isTrue();
      scene.world.members().forEach(Member::crash);
    }

    scene.pass(Duration.ofMinutes(7));
    assertThat(scene.made()).isEqualTo(UselessNodes.TOO_MANY);
  }

  @Test
  void f03CountsNoNodeWhosePodsWereWithdrawnBeforeItCame() {
    Scene scene = new Scene(Scene.general());
    for (int i = 1; i <= 5; i++) {
      int made = i;
      scene.run(Course.plain("batch", 3));
      assertThat(scene.within(Duration.ofMinutes(5), () -> scene.made() == made)).isTrue();
      scene.run(Course.plain("batch", 0));
      assertThat(scene.within(Duration.ofMinutes(30), () -> scene.machines() == 0)).isTrue();
    }

    assertThat(scene.standing().useless()).isEqualTo(UselessNodes.NONE);
  }

  @Test
  void f05NeitherLeaksNorBuysTwiceWhenItDiesBetweenCreateAndRecord() {
    assertThat(machinesAfterADeathAtCreate(Bugs.NONE)).isEqualTo(1);
    assertThat(machinesAfterADeathAtCreate(Mutation.A_NEW_KEY_FOR_EACH_CALL)).isGreaterThan(1);
  }

  private static int machinesAfterADeathAtCreate(Bugs bugs) {
    Scene scene = new Scene(bugs, Setting.Rack.NONE, Scene.general());
    scene.run(Course.plain("web", 1));
    scene.within(Duration.ofMinutes(2), () -> scene.made() == 1);
    scene.world.owner().ifPresent(Member::crash);
    scene.pass(Duration.ofMinutes(30));
    return scene.made();
  }

  @Test
  void f06TellsOfEveryMachineWithItsTagThatNoRecordStandsFor() {
    assertThat(toldOfALeakedMachine(Bugs.NONE)).isTrue();
    assertThat(toldOfALeakedMachine(Undefended.ONLY_ITS_OWN_MACHINES_ARE_SEEN)).isFalse();
  }

  private static boolean toldOfALeakedMachine(Bugs bugs) {
    Scene scene = new Scene(bugs, Setting.Rack.NONE, Scene.general());
    scene.world.strike(new Fault.Stray(7));
    scene.pass(Duration.ofMinutes(2));
    return scene.told("machines without a record: [sim://stray-lost-7]");
  }

  @Test
  void f08BuysAtMostSoMuchInOnePlanHoweverLongTheQueueIs() {
    assertThat(mostInOnePlan(10)).isLessThanOrEqualTo(10);
    assertThat(mostInOnePlan(100)).isGreaterThan(10);
  }

  private static int mostInOnePlan(int bound) {
    GroupBuilder group =
        Scene.general().scalingUp(new GroupSpec.ScaleUp(bound, Duration.ofMinutes(5)));
    Scene scene = new Scene(group).run(Course.plain("web", 90));
    scene.pass(Duration.ofMinutes(3));
    Map<String, Integer> byPlan = new HashMap<>();
    for (ManagedNodeFact record : scene.world.embedded().now().managedNodes()) {
      byPlan.merge(record.purchase().plan(), 1, Integer::sum);
    }
    return byPlan.values().stream().max(Integer::compare).orElse(0);
  }

  @Test
  void f13TakesTheNextOfferingAtOnceAndAsksAThrottlingCloudNoSoonerThanItSays() {
    Scene open = new Scene(Scene.general().allowing(all()));
    Scene single = new Scene(Scene.general().allowing(Scene.only("small")));
    for (Scene scene : List.of(open, single)) {
      scene.world.cloud().mood.soldOut.add("small");
      scene.run(Course.plain("web", 1));
      scene.pass(Duration.ofSeconds(15));
    }

    assertThat(open.made()).isEqualTo(1);
    assertThat(single.made()).isZero();
  }

  private static GroupSpec.Choice all() {
    return new GroupSpec.Choice(List.of(), List.of(), List.of(), List.of());
  }

  @Test
  void f15KeepsDecidingWhateverNoticesTellOfMachinesThatItDoesNotKnow() {
    Scene with = afterNoticesOf(scene -> "nobody://1");
    Scene without = afterNoticesOf(scene -> scene.world.machine(0).orElseThrow().id);

    assertThat(with.made()).isEqualTo(2);
    assertThat(with.machines()).isEqualTo(2);
    assertThat(with.cordoned()).isZero();
    assertThat(without.made()).as("had it been taken for one that it knows").isGreaterThan(2);
  }

  private static Scene afterNoticesOf(Function<Scene, String> machine) {
    Scene scene = new Scene(Scene.general()).run(Course.plain("web", 3)).settle();
    String id = machine.apply(scene);
    Instant soon = scene.world.time().now().plusSeconds(120);
    for (Member member : scene.world.members()) {
      for (int i = 0; i < 50; i++) {
        member.hear(id, soon.plusSeconds(i));
      }
    }
    return scene.run(Course.plain("web", 6)).settle();
  }

  /** The scheduler goes by something that Drover does not see. */
  @Test
  void f19BuysFewNodesThatTheSchedulerWillNotHaveAndThenElsewhere() {
    Scene alone = disagreeing(Bugs.NONE, 0);
    Scene with = disagreeing(Bugs.NONE, 3);
    Scene without = disagreeing(Undefended.PURPOSES_ARE_FORGOTTEN, 3);

    assertThat(alone.made()).isBetween(4, 7);
    assertThat(alone.told("NODES_DO_NOT_HELP")).isTrue();
    assertThat(with.runs()).isTrue();
    assertThat(with.made()).isLessThanOrEqualTo(3);
    assertThat(without.runs()).as("the node that nobody may use is still believed in").isFalse();
  }

  private static Scene disagreeing(Bugs bugs, int onTheRack) {
    GroupBuilder rack =
        aGroup("rack").from("rack").sized(0, onTheRack).budget(100, true).priority(-1);
    Scene scene =
        new Scene(
            Undefended.blindTo(FOREIGN.key(), bugs),
            Setting.Rack.SWITCHED,
            Scene.general().sized(0, 200),
            rack);
    scene.world.cloud().mood.foreign = List.of(FOREIGN);
    scene.run(Course.plain("web", 3));
    scene.pass(Duration.ofHours(2));
    return scene;
  }

  /** Nodes of a group are smaller than its template says. */
  @Test
  void f19BuysFewNodesThatAreSmallerThanTheirTemplate() {
    Scene with = smallerThanSaid(Bugs.NONE);
    Scene without = smallerThanSaid(Undefended.PURPOSES_ARE_FORGOTTEN);

    assertThat(with.made()).isBetween(4, 7);
    assertThat(without.made()).isGreaterThan(60);
  }

  private static Scene smallerThanSaid(Bugs bugs) {
    GroupBuilder group =
        Scene.general().sized(0, 200).overriding(Resources.of(Map.of("cpu", 8_000L)));
    Scene scene = new Scene(bugs, Setting.Rack.NONE, group);
    scene.run(EmbeddedWorkload.asking("web", 3, 3_000, 512L << 20));
    scene.pass(Duration.ofHours(2));
    return scene;
  }

  @Test
  void f20ServesOneGroupThoughTheCloudOfAnotherIsSoldOut() {
    GroupBuilder rack = aGroup("rack").from("rack").sized(0, 3).budget(100, true);
    Scene with = new Scene(Bugs.NONE, Setting.Rack.SWITCHED, Scene.general().priority(1), rack);
    Scene without =
        new Scene(
            Bugs.NONE,
            Setting.Rack.SWITCHED,
            Scene.general().priority(1),
            aGroup("rack").from("rack").sized(0, 0));
    for (Scene scene : List.of(with, without)) {
      scene.world.cloud().mood.soldOut.addAll(List.of("small", "medium", "large"));
      scene.run(Course.plain("web", 3));
      scene.pass(Duration.ofMinutes(3));
    }

    assertThat(with.runs()).isTrue();
    assertThat(without.runs()).isFalse();
  }
}
